SET lock_timeout = '3s';
ALTER TABLE parcels ADD COLUMN volume numeric GENERATED ALWAYS AS (width * height * depth) STORED; -- expect: add-column-rewrites-table
