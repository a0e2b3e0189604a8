SET lock_timeout = 0; -- expect: ineffective-lock-timeout
ALTER TABLE parcels ADD COLUMN note text;
