SET lock_timeout = '3s';
ALTER TABLE parcels
    ADD CONSTRAINT weight_positive CHECK (weight > 0) NOT VALID,
    ADD CONSTRAINT depot_fkey FOREIGN KEY (depot_id) REFERENCES depots (id); -- expect: foreign-key-validated-in-place
