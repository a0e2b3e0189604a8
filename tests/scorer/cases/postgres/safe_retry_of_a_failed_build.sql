SET lock_timeout = '3s';
DROP INDEX CONCURRENTLY IF EXISTS parcels_sent_idx;
CREATE INDEX CONCURRENTLY parcels_sent_idx ON parcels (sent);
