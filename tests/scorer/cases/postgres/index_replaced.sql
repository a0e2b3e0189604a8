-- file: 001_parcels.sql
CREATE TABLE parcels (id bigint PRIMARY KEY, depot_id bigint, sent timestamptz);
CREATE INDEX parcels_depot ON parcels (depot_id);
-- file: 002_replace.sql
SET lock_timeout = '3s';
DROP INDEX CONCURRENTLY parcels_depot; -- expect: index-replaced-after-drop
CREATE INDEX CONCURRENTLY parcels_depot_sent ON parcels (depot_id, sent);
