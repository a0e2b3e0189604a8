-- file: 001_parcels.sql
CREATE TABLE parcels (id int PRIMARY KEY);
-- file: 002_wide.sql
DO $$
BEGIN
    SET LOCAL lock_timeout = '3s';
    ALTER TABLE parcels ALTER COLUMN id TYPE bigint; -- expect: type-change-rewrites-table
END
$$;
