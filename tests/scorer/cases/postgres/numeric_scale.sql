-- file: 001_parcels.sql
CREATE TABLE parcels (id bigint PRIMARY KEY, price numeric(12, 2));
-- file: 002_scale.sql
SET lock_timeout = '3s';
ALTER TABLE parcels ALTER COLUMN price TYPE numeric(12, 4); -- expect: type-change-rewrites-table
