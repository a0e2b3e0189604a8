BEGIN;
SET LOCAL lock_timeout = '3s';
ALTER TABLE parcels ADD COLUMN weight_grams bigint;
UPDATE parcels SET weight_grams = weight * 1000; -- expect: backfill-under-strong-lock
COMMIT;
