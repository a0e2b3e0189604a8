SET lock_timeout = '3s';
ALTER TABLE parcels ADD CONSTRAINT weight_positive CHECK (weight > 0) NOT VALID;
