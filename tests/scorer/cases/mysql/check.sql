ALTER TABLE parcels ADD CONSTRAINT weight_positive CHECK (weight > 0); -- expect: alter-blocks-writes
