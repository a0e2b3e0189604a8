ALTER TABLE parcels ADD COLUMN note text; -- expect: missing-lock-timeout
