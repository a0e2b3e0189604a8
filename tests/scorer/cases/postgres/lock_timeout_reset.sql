SET lock_timeout = '3s';
RESET lock_timeout; -- expect: ineffective-lock-timeout
ALTER TABLE parcels ADD COLUMN note text;
