-- file: 001_parcels.sql
CREATE TABLE parcels (id bigint PRIMARY KEY);
-- file: 002_again.sql
CREATE TABLE IF NOT EXISTS parcels (id bigint PRIMARY KEY, label text); -- expect: if-not-exists-keeps-other-shape
