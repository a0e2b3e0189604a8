-- file: 001_parcels.sql
CREATE TABLE parcels (id integer PRIMARY KEY, weight integer NOT NULL);
-- file: 002_wide.sql
SET lock_timeout = '3s';
ALTER TABLE parcels ALTER COLUMN id TYPE bigint; -- expect: type-change-rewrites-table
