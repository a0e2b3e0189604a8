ALTER TABLE parcel_tags ADD COLUMN id bigint NOT NULL AUTO_INCREMENT UNIQUE; -- expect: alter-blocks-writes
