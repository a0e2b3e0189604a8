SELECT set_config('lock_timeout', '0', false); -- expect: ineffective-lock-timeout
ALTER TABLE parcels ADD COLUMN note text;
