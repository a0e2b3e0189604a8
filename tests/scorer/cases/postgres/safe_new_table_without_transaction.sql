CREATE TABLE vans (id bigint PRIMARY KEY, plate text, depot_id bigint);
CREATE INDEX vans_depot ON vans (depot_id);
CREATE UNIQUE INDEX vans_plate ON vans (plate);
