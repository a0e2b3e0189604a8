SET lock_timeout = '3s';
DROP TABLE parcel_history; -- expect: drop-table
