-- file: 001_parcels.sql
CREATE TABLE parcels (id bigint PRIMARY KEY, depot_id int NOT NULL, state ENUM('new', 'sent', 'held') NOT NULL);
-- file: 002_new.sql
ALTER TABLE parcels ADD COLUMN state_new ENUM('new', 'sent') NULL, ALGORITHM=INSTANT;
