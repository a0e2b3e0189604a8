-- file: 001_base.sql
CREATE TABLE parcels (id bigint PRIMARY KEY, label text);
CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER parcels_stamp BEFORE UPDATE ON parcels FOR EACH ROW EXECUTE FUNCTION stamp();
-- file: 002_drop.sql
SET lock_timeout = '3s';
DROP FUNCTION stamp CASCADE; -- expect: drop-cascade
