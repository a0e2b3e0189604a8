SET lock_timeout = '3s';
ALTER VIEW parcel_totals RENAME COLUMN amount TO total; -- expect: rename-column
