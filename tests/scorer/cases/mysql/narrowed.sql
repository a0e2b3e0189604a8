-- file: 001_parcels.sql
CREATE TABLE parcels (id bigint PRIMARY KEY, weight int NOT NULL);
-- file: 002_narrow.sql
ALTER TABLE parcels MODIFY weight smallint NOT NULL; -- expect: narrowing-type, alter-blocks-writes
