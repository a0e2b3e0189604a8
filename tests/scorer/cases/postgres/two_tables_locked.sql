BEGIN;
SET LOCAL lock_timeout = '3s';
ALTER TABLE parcels ADD COLUMN note text;
ALTER TABLE depots ADD COLUMN note text; -- expect: several-tables-locked
COMMIT;
