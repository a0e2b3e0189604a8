-- file: 001_parcels.sql
CREATE DOMAIN weight AS integer;
CREATE TABLE parcels (id bigint PRIMARY KEY, grams weight);
-- file: 002_domain.sql
SET lock_timeout = '3s';
ALTER DOMAIN weight ADD CONSTRAINT positive CHECK (VALUE > 0); -- expect: domain-constraint-scan
