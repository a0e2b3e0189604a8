CREATE INDEX CONCURRENTLY IF NOT EXISTS parcels_sent_idx ON parcels (sent); -- expect: invalid-index-kept
