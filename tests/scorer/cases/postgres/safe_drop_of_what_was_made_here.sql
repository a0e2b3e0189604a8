BEGIN;
CREATE TABLE staging (id bigint, label text);
INSERT INTO staging SELECT id, label FROM parcels WHERE id < 100;
ALTER TABLE staging DROP COLUMN label;
ALTER TABLE staging RENAME COLUMN id TO parcel_id;
DROP TABLE staging;
COMMIT;
