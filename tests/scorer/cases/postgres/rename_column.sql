SET lock_timeout = '3s';
ALTER TABLE parcels RENAME weight TO weight_kg; -- expect: rename-column
