SET lock_timeout = '3s';
RESET ALL; -- expect: ineffective-lock-timeout
ALTER TABLE parcels ADD COLUMN note text;
