-- file: 001_parcels.sql
CREATE TABLE parcels (id bigint PRIMARY KEY, sent timestamptz);
CREATE INDEX parcels_sent ON parcels (sent);
-- file: 002_again.sql
CREATE INDEX CONCURRENTLY parcels_by_sent ON parcels (sent); -- expect: duplicate-index
