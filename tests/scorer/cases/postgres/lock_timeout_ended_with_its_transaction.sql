BEGIN;
SET LOCAL lock_timeout = '3s';
ALTER TABLE parcels ADD COLUMN note text;
COMMIT;
ALTER TABLE depots ADD COLUMN note text; -- expect: missing-lock-timeout
