-- file: 001_depots.sql
CREATE TABLE depots (id bigint PRIMARY KEY, code varchar(10) NOT NULL);
-- file: 002_vans.sql
CREATE TABLE vans (
    id bigint PRIMARY KEY,
    depot_code varchar(10),
    CONSTRAINT vans_depot FOREIGN KEY (depot_code) REFERENCES depots (code) -- expect: foreign-key-refused
);
