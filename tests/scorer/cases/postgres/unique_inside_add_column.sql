SET lock_timeout = '3s';
ALTER TABLE parcels ADD COLUMN barcode text UNIQUE; -- expect: unique-built-in-place
