-- file: 001_parcels.sql
CREATE TABLE parcels (id bigint PRIMARY KEY);
-- file: 002_region.sql
SET lock_timeout = '3s';
ALTER TABLE parcels ADD COLUMN region text;
UPDATE parcels SET region = 'north' WHERE id BETWEEN 1 AND 100;
ALTER TABLE parcels ADD CONSTRAINT has_region CHECK (region IS NOT NULL) NOT VALID; -- expect: not-null-before-code-writes
