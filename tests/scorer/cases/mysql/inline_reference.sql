CREATE TABLE vans (
    id bigint PRIMARY KEY,
    depot_id bigint REFERENCES depots (id) -- expect: reference-ignored
);
