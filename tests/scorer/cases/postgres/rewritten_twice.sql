-- file: 001_parcels.sql
CREATE TABLE parcels (id bigint PRIMARY KEY, weight int, pieces int);
-- file: 002_wide.sql
SET lock_timeout = '3s';
ALTER TABLE parcels ALTER COLUMN weight TYPE bigint; -- expect: type-change-rewrites-table
ALTER TABLE parcels ALTER COLUMN pieces TYPE bigint; -- expect: type-change-rewrites-table, table-rewritten-twice
