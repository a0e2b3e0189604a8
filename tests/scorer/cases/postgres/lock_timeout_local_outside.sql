SET LOCAL lock_timeout = '3s'; -- expect: ineffective-lock-timeout
ALTER TABLE parcels ADD COLUMN note text;
