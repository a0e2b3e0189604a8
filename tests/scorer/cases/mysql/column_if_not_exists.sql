ALTER TABLE parcels ADD COLUMN IF NOT EXISTS note varchar(200) NULL; -- expect: syntax-of-other-server
