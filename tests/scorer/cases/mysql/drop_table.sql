DROP TABLE IF EXISTS parcel_history; -- expect: drop-table
