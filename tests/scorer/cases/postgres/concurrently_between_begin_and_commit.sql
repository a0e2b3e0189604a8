BEGIN;
CREATE INDEX CONCURRENTLY parcels_sent_idx ON parcels (sent); -- expect: concurrently-in-transaction
COMMIT;
