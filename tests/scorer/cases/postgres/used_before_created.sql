-- file: 001_parcels.sql
CREATE TABLE parcels (id bigint PRIMARY KEY);
-- file: 002_gone.sql
SET lock_timeout = '3s';
DROP TABLE parcels; -- expect: drop-table
-- file: 003_use.sql
SET lock_timeout = '3s';
ALTER TABLE parcels ADD COLUMN note text; -- expect: used-before-created
