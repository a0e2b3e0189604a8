SET lock_timeout = '2s';
BEGIN;
ALTER TABLE parcels ADD COLUMN note text;
COMMIT;
BEGIN;
ALTER TABLE parcels ADD COLUMN remark text;
COMMIT;
