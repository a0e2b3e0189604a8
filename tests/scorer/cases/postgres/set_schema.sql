SET lock_timeout = '3s';
ALTER TABLE parcels SET SCHEMA logistics; -- expect: moved-to-other-schema
