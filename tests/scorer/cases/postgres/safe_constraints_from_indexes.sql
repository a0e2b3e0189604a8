-- file: 001_tags.sql
CREATE TABLE parcel_tags (parcel_id bigint NOT NULL, tag text NOT NULL, label text);
-- file: 002_index.sql
CREATE UNIQUE INDEX CONCURRENTLY parcel_tags_pkey ON parcel_tags (parcel_id, tag);
CREATE UNIQUE INDEX CONCURRENTLY parcel_tags_label ON parcel_tags (label);
-- file: 003_key.sql
SET lock_timeout = '3s';
ALTER TABLE parcel_tags ADD CONSTRAINT parcel_tags_pkey PRIMARY KEY USING INDEX parcel_tags_pkey;
ALTER TABLE parcel_tags ADD CONSTRAINT parcel_tags_label UNIQUE USING INDEX parcel_tags_label;
