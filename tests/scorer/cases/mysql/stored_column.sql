ALTER TABLE parcels ADD COLUMN volume int AS (width * height) STORED; -- expect: alter-blocks-writes
