SET lock_timeout = '3s';
ALTER TABLE parcels ADD CONSTRAINT still_open CHECK (due > now()) NOT VALID; -- expect: check-with-changing-function
