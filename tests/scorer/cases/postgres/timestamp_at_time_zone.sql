-- file: 001_parcels.sql
CREATE TABLE parcels (id bigint PRIMARY KEY, sent timestamp);
-- file: 002_zone.sql
SET lock_timeout = '3s';
ALTER TABLE parcels ALTER COLUMN sent TYPE timestamptz USING sent AT TIME ZONE 'Europe/Stockholm'; -- expect: type-change-rewrites-table
