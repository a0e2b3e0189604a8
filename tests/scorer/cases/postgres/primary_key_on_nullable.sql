-- file: 001_tags.sql
CREATE TABLE parcel_tags (parcel_id bigint, tag text);
-- file: 002_index.sql
CREATE UNIQUE INDEX CONCURRENTLY parcel_tags_pkey ON parcel_tags (parcel_id, tag);
-- file: 003_key.sql
SET lock_timeout = '3s';
ALTER TABLE parcel_tags ADD CONSTRAINT parcel_tags_pkey PRIMARY KEY USING INDEX parcel_tags_pkey; -- expect: primary-key-built-in-place
