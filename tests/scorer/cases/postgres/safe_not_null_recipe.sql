-- file: 001_parcels.sql
CREATE TABLE parcels (id bigint PRIMARY KEY, depot_id bigint);
-- file: 002_prove.sql
SET lock_timeout = '3s';
ALTER TABLE parcels ADD CONSTRAINT has_depot CHECK (depot_id IS NOT NULL) NOT VALID;
-- file: 003_validate.sql
ALTER TABLE parcels VALIDATE CONSTRAINT has_depot;
-- file: 004_required.sql
SET lock_timeout = '3s';
ALTER TABLE parcels ALTER COLUMN depot_id SET NOT NULL;
ALTER TABLE parcels DROP CONSTRAINT has_depot;
