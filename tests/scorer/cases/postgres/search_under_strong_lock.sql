-- file: 001_notes.sql
CREATE TABLE notes (id bigint PRIMARY KEY, kind text, owner_id bigint, region text);
CREATE INDEX notes_owner ON notes (owner_id);
-- file: 002_realm.sql
BEGIN;
SET LOCAL lock_timeout = '3s';
ALTER TABLE notes ADD COLUMN realm text;
-- few rows perhaps, but all of the table is read for them while nobody else can read it
UPDATE notes SET realm = region WHERE kind = 'REALM'; -- expect: backfill-under-strong-lock
UPDATE notes SET realm = 'x' WHERE id = 7;
UPDATE notes SET realm = 'y' WHERE owner_id = 9 AND kind = 'ASSET';
COMMIT;
