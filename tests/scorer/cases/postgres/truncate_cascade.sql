-- file: 001_base.sql
CREATE TABLE parcels (id bigint PRIMARY KEY);
CREATE TABLE scans (id bigint PRIMARY KEY, parcel_id bigint REFERENCES parcels (id));
CREATE INDEX scans_parcel ON scans (parcel_id);
-- file: 002_empty.sql
SET lock_timeout = '3s';
TRUNCATE parcels CASCADE; -- expect: truncate-table
