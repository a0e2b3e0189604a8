SET lock_timeout = '3s';
ALTER TABLE parcels ADD COLUMN created_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE parcels ADD COLUMN updated_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP;
ALTER TABLE parcels ADD COLUMN due date DEFAULT (now() + interval '14 days');
