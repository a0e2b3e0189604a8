SET lock_timeout = '3s';
ALTER TABLE parcels ADD COLUMN scanned_at timestamptz NOT NULL DEFAULT clock_timestamp(); -- expect: volatile-default
