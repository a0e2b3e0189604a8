SET lock_timeout = '3s';
ALTER TABLE parcels ADD CONSTRAINT parcels_depot_fkey FOREIGN KEY (depot_id) REFERENCES depots (id); -- expect: foreign-key-validated-in-place
