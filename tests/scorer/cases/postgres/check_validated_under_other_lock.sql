BEGIN;
SET LOCAL lock_timeout = '3s';
ALTER TABLE depots ADD COLUMN note text;
ALTER TABLE parcels VALIDATE CONSTRAINT weight_positive; -- expect: long-lock-window
COMMIT;
