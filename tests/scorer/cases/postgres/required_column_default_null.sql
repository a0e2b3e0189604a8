SET lock_timeout = '3s';
ALTER TABLE parcels ADD COLUMN depot_id bigint NOT NULL DEFAULT NULL; -- expect: not-null-column-without-default
