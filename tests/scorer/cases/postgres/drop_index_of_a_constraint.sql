-- file: 001_base.sql
CREATE TABLE parcels (id bigint PRIMARY KEY, label text, CONSTRAINT parcels_label_key UNIQUE (label));
-- file: 002_drop.sql
SET lock_timeout = '3s';
DROP INDEX parcels_label_key; -- expect: dropped-while-in-use
