SET lock_timeout = '3s';
ALTER TABLE parcels
    ADD COLUMN pieces integer DEFAULT 1,
    ADD COLUMN depot_id bigint NOT NULL; -- expect: not-null-column-without-default
