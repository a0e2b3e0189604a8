CREATE TABLE scans (parcel_id bigint NOT NULL, at datetime NOT NULL); -- expect: table-without-primary-key
