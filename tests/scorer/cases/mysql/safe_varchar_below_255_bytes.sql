-- file: 001_parcels.sql
CREATE TABLE parcels (id bigint PRIMARY KEY, label varchar(30) NOT NULL) DEFAULT CHARSET=utf8mb4;
-- file: 002_wide.sql
ALTER TABLE parcels MODIFY label varchar(63) NOT NULL;
