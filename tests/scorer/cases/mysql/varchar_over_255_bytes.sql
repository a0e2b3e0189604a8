-- file: 001_parcels.sql
CREATE TABLE parcels (id bigint PRIMARY KEY, label varchar(60) NOT NULL) DEFAULT CHARSET=utf8mb4;
-- file: 002_wide.sql
ALTER TABLE parcels MODIFY label varchar(64) NOT NULL; -- expect: alter-blocks-writes
