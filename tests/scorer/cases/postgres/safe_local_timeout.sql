BEGIN;
SET LOCAL lock_timeout = '2s';
SET LOCAL statement_timeout = '5s';
ALTER TABLE parcels ADD COLUMN note text;
COMMIT;
