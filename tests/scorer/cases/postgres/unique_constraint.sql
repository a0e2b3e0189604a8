SET lock_timeout = '3s';
ALTER TABLE parcels ADD CONSTRAINT parcels_label_key UNIQUE (label); -- expect: unique-built-in-place
