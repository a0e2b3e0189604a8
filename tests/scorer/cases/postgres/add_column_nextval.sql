SET lock_timeout = '3s';
CREATE SEQUENCE parcel_numbers;
ALTER TABLE parcels ADD COLUMN number bigint DEFAULT nextval('parcel_numbers'); -- expect: volatile-default
