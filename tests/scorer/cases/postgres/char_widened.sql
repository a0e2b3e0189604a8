-- file: 001_parcels.sql
CREATE TABLE parcels (id bigint PRIMARY KEY, depot char(4));
-- file: 002_wide.sql
SET lock_timeout = '3s';
ALTER TABLE parcels ALTER COLUMN depot TYPE char(8); -- expect: type-change-rewrites-table
