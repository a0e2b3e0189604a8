SET lock_timeout = '3s';
DO $$
BEGIN
    EXECUTE 'ALTER TABLE parcels DROP COLUMN legacy_code'; -- expect: drop-column
END
$$;
