BEGIN;
SET lock_timeout = '3s';
ROLLBACK;
ALTER TABLE parcels ADD COLUMN note text; -- expect: missing-lock-timeout
