SET lock_timeout = '3s';
ALTER TABLE parcels ALTER COLUMN reference TYPE integer USING reference::integer; -- expect: type-change-rewrites-table
