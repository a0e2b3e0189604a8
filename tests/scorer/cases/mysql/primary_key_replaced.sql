-- file: 001_parcels.sql
CREATE TABLE parcel_tags (id bigint NOT NULL, parcel_id bigint NOT NULL, PRIMARY KEY (id, parcel_id));
-- file: 002_key.sql
ALTER TABLE parcel_tags DROP PRIMARY KEY, ADD PRIMARY KEY (id); -- expect: alter-rebuilds-table
