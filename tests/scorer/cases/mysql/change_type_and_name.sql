-- file: 001_parcels.sql
CREATE TABLE parcels (id bigint PRIMARY KEY, weight int NOT NULL);
-- file: 002_change.sql
ALTER TABLE parcels CHANGE weight weight_kg decimal(10,2) NOT NULL; -- expect: renamed-under-running-code, alter-blocks-writes
