-- file: 001_parcels.sql
CREATE DOMAIN grams AS bigint CHECK (VALUE >= 0);
CREATE TYPE parcel_state AS ENUM ('new', 'sent');
CREATE TABLE parcels (id bigint PRIMARY KEY, weight grams, state parcel_state);
-- file: 002_same.sql
SET lock_timeout = '3s';
ALTER TABLE parcels ALTER COLUMN weight TYPE grams;
ALTER TABLE parcels ALTER COLUMN state TYPE public.parcel_state;
-- file: 003_base.sql
SET lock_timeout = '3s';
ALTER TABLE parcels ALTER COLUMN weight TYPE bigint;
