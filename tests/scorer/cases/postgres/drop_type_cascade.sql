-- file: 001_base.sql
CREATE TYPE parcel_state AS ENUM ('new');
CREATE TABLE parcels (id bigint PRIMARY KEY, state parcel_state);
-- file: 002_drop.sql
SET lock_timeout = '3s';
DROP TYPE parcel_state CASCADE; -- expect: drop-cascade
