SET lock_timeout = '3s';
ALTER TABLE ONLY parcels ADD CONSTRAINT parcels_code UNIQUE NULLS NOT DISTINCT (code); -- expect: unique-built-in-place
