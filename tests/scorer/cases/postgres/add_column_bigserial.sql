SET lock_timeout = '3s';
ALTER TABLE parcels ADD COLUMN sequence_no bigserial; -- expect: add-column-rewrites-table
