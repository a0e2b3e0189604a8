-- file: 001_parcels.sql
CREATE TABLE parcels (id bigint PRIMARY KEY, depot_id bigint, CONSTRAINT has_depot CHECK (depot_id IS NOT NULL));
-- file: 002_required.sql
SET lock_timeout = '3s';
ALTER TABLE parcels
    ALTER COLUMN depot_id SET NOT NULL, -- expect: set-not-null-scan
    DROP CONSTRAINT has_depot;
