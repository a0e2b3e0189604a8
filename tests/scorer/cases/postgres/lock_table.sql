BEGIN;
SET LOCAL lock_timeout = '3s';
LOCK TABLE parcels IN EXCLUSIVE MODE; -- expect: lock-table
COMMIT;
