SET lock_timeout = '10s';
SET statement_timeout = 0;
ALTER TABLE parcels VALIDATE CONSTRAINT weight_positive;
CREATE INDEX CONCURRENTLY parcels_day ON parcels (day);
