-- file: 001_parcels.sql
CREATE TABLE parcels (id bigint PRIMARY KEY, label varchar(50), CONSTRAINT label_present CHECK (label <> ''));
-- file: 002_wide.sql
SET lock_timeout = '3s';
ALTER TABLE parcels ALTER COLUMN label TYPE varchar(90); -- expect: type-change-scans-table
