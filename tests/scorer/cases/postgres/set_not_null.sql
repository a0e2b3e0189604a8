SET lock_timeout = '3s';
ALTER TABLE parcels ALTER COLUMN depot_id SET NOT NULL; -- expect: set-not-null-scan
