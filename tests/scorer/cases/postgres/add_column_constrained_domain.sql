CREATE DOMAIN country_code AS text CHECK (VALUE ~ '^[A-Z]{2}$');
SET lock_timeout = '3s';
ALTER TABLE parcels ADD COLUMN country country_code; -- expect: add-column-rewrites-table
