-- file: 001_parcels.sql
CREATE TABLE parcels (id bigint PRIMARY KEY, weight int);
-- file: 002_grams.sql
SET lock_timeout = '3s';
ALTER TABLE parcels ADD COLUMN weight_grams bigint;
UPDATE parcels SET weight_grams = weight * 1000 WHERE weight_grams IS NULL; -- expect: unbatched-backfill, backfill-before-code-writes
