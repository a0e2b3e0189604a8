SET lock_timeout = '3s';
ALTER TABLE parcels ADD COLUMN depot_id bigint REFERENCES depots (id);
