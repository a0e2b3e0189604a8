CREATE DOMAIN label AS text;
SET lock_timeout = '3s';
ALTER TABLE parcels ADD COLUMN short_label label;
