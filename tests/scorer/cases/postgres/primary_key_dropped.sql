-- file: 001_tags.sql
CREATE TABLE parcel_tags (parcel_id bigint, tag text, CONSTRAINT tags_pk PRIMARY KEY (parcel_id, tag));
-- file: 002_drop.sql
SET lock_timeout = '3s';
ALTER TABLE parcel_tags DROP CONSTRAINT tags_pk; -- expect: primary-key-dropped
