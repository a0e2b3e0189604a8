SET lock_timeout = '3s';
ALTER TABLE parcels ADD COLUMN depot_id bigint DEFAULT 7 NOT NULL;
