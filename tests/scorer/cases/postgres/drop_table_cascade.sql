-- file: 001_base.sql
CREATE TABLE parcels (id bigint PRIMARY KEY, label text);
CREATE VIEW parcel_labels AS SELECT label FROM parcels;
-- file: 002_drop.sql
SET lock_timeout = '3s';
DROP TABLE parcels CASCADE; -- expect: drop-table, drop-cascade
