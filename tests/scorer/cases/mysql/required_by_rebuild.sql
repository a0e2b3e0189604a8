-- file: 001_parcels.sql
CREATE TABLE parcels (id bigint PRIMARY KEY, depot_id bigint NULL);
-- file: 002_required.sql
ALTER TABLE parcels MODIFY depot_id bigint NOT NULL; -- expect: alter-rebuilds-table
