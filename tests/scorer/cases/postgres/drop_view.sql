SET lock_timeout = '3s';
DROP VIEW parcel_totals; -- expect: drop-object
