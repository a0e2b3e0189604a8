-- file: 001_tags.sql
CREATE TABLE parcel_tags (parcel_id bigint NOT NULL, tag varchar(20) NOT NULL, PRIMARY KEY (parcel_id, tag));
-- file: 002_drop.sql
ALTER TABLE parcel_tags DROP PRIMARY KEY; -- expect: alter-blocks-writes
