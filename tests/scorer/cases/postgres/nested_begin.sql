BEGIN;
SET LOCAL lock_timeout = '3s';
BEGIN; -- expect: nested-begin
ALTER TABLE parcels ADD COLUMN note text;
COMMIT;
