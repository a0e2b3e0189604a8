-- file: 001_parcels.sql
CREATE TABLE parcels (id bigint PRIMARY KEY, label varchar(20), state text);
-- file: 002_steps.sql
SET lock_timeout = '3s';
ALTER TABLE parcels ADD COLUMN note text;
ALTER TABLE parcels ADD COLUMN fragile boolean NOT NULL DEFAULT false;
ALTER TABLE parcels ALTER COLUMN label TYPE varchar(40);
ALTER TABLE parcels ADD CONSTRAINT label_present CHECK (label <> '') NOT VALID;
ALTER TABLE parcels VALIDATE CONSTRAINT label_present;
