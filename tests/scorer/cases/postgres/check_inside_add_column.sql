SET lock_timeout = '3s';
ALTER TABLE parcels ADD COLUMN pieces integer DEFAULT 1 CHECK (pieces > 0); -- expect: check-validated-in-place
