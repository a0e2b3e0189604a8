-- file: 001_parcels.sql
CREATE TABLE parcels (id bigint PRIMARY KEY, label varchar(200));
-- file: 002_narrow.sql
SET lock_timeout = '3s';
ALTER TABLE parcels ALTER COLUMN label TYPE varchar(80); -- expect: type-change-rewrites-table
