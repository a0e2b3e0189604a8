BEGIN;
VACUUM parcels; -- expect: concurrently-in-transaction
COMMIT;
