SET lock_timeout = '3s';
ALTER TABLE parcels ALTER COLUMN label DROP NOT NULL; -- expect: drop-not-null
