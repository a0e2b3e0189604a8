SET lock_timeout = '30min'; -- expect: ineffective-lock-timeout
ALTER TABLE parcels ADD COLUMN note text;
