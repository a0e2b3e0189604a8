-- file: 001_parcels.sql
CREATE TABLE parcels (id bigint PRIMARY KEY, label varchar(40), price numeric(8, 2));
CREATE INDEX parcels_label ON parcels (label);
-- file: 002_wide.sql
SET lock_timeout = '3s';
ALTER TABLE parcels ALTER COLUMN label TYPE varchar(200);
ALTER TABLE parcels ALTER COLUMN label TYPE text;
ALTER TABLE parcels ALTER COLUMN price TYPE numeric(12, 2);
