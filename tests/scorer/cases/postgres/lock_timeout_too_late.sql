BEGIN;
ALTER TABLE parcels ADD COLUMN note text; -- expect: missing-lock-timeout
SET LOCAL lock_timeout = '3s';
COMMIT;
