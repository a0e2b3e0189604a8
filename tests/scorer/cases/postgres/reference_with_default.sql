SET lock_timeout = '3s';
ALTER TABLE parcels ADD COLUMN depot_id bigint DEFAULT 1 REFERENCES depots (id); -- expect: foreign-key-validated-in-place
