-- file: 001_cache.sql
CREATE TABLE cache (id bigint PRIMARY KEY, key text, kind int);
-- file: 002_keys.sql
BEGIN;
SET LOCAL lock_timeout = '3s';
TRUNCATE cache; -- expect: truncate-table
-- the table is empty, and nobody else can write to it before COMMIT
ALTER TABLE cache ALTER COLUMN kind SET NOT NULL;
ALTER TABLE cache ADD COLUMN owner bigint NOT NULL; -- expect: not-null-before-code-writes
ALTER TABLE cache ADD CONSTRAINT cache_key UNIQUE (key);
CREATE INDEX cache_kind ON cache (kind);
COMMIT;
-- file: 003_filled_again.sql
BEGIN;
SET LOCAL lock_timeout = '3s';
TRUNCATE cache; -- expect: truncate-table
INSERT INTO cache (id, key, kind) SELECT g, g::text, 1 FROM generate_series(1, 1000000) g;
CREATE INDEX cache_id_kind ON cache (id, kind); -- expect: index-without-concurrently
COMMIT;
