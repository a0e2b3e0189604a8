-- file: 001_parcels.sql
CREATE TABLE parcels (id bigint PRIMARY KEY, state ENUM('new', 'sent') NOT NULL);
-- file: 002_state.sql
ALTER TABLE parcels MODIFY state ENUM('new', 'sent', 'lost') NOT NULL;
