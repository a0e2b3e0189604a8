-- file: 001_parcels.sql
CREATE TABLE parcels (id bigint PRIMARY KEY, state text);
-- file: 002_enum.sql
CREATE TYPE parcel_state AS ENUM ('new', 'sent');
SET lock_timeout = '3s';
ALTER TABLE parcels ALTER COLUMN state TYPE parcel_state USING state::parcel_state; -- expect: enum-conversion-unchecked, type-change-rewrites-table
