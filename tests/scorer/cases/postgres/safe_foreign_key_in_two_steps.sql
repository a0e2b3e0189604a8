-- file: 001_add.sql
SET lock_timeout = '3s';
ALTER TABLE parcels ADD CONSTRAINT parcels_depot_fkey FOREIGN KEY (depot_id) REFERENCES depots (id) NOT VALID;
-- file: 002_validate.sql
SET lock_timeout = '3s';
ALTER TABLE parcels VALIDATE CONSTRAINT parcels_depot_fkey;
