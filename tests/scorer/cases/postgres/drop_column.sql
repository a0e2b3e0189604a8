SET lock_timeout = '3s';
ALTER TABLE parcels DROP COLUMN legacy_code; -- expect: drop-column
