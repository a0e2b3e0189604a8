-- file: 001_parcels.sql
CREATE TABLE parcels (id bigint PRIMARY KEY, label text);
CREATE INDEX parcels_label ON parcels (label);
-- file: 002_collation.sql
SET lock_timeout = '3s';
ALTER TABLE parcels ALTER COLUMN label TYPE text COLLATE "C"; -- expect: type-change-scans-table
