SET lock_timeout = '3s';
DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'app') THEN
        ALTER TABLE parcels ALTER COLUMN depot_id SET NOT NULL; -- expect: set-not-null-scan
    END IF;
END
$$;
