SELECT set_config('lock_timeout', '2s', false);
ALTER TABLE parcels ADD COLUMN note text;
