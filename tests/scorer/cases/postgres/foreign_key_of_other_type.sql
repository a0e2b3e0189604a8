CREATE TABLE depots (id bigint PRIMARY KEY);
CREATE TABLE vans (
    id bigint PRIMARY KEY,
    depot_id integer NOT NULL REFERENCES depots (id) -- expect: foreign-key-type-mismatch
);
CREATE INDEX vans_depot ON vans (depot_id);
