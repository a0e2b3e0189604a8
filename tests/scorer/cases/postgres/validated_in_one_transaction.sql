BEGIN;
SET LOCAL lock_timeout = '3s';
ALTER TABLE parcels ADD CONSTRAINT weight_positive CHECK (weight > 0) NOT VALID;
ALTER TABLE parcels VALIDATE CONSTRAINT weight_positive; -- expect: constraint-validated-in-same-transaction
COMMIT;
