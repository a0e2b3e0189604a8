ALTER TABLE parcels ADD COLUMN depot_id bigint NOT NULL; -- expect: implicit-zero-value
