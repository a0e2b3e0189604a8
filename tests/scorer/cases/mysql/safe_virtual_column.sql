ALTER TABLE parcels ADD COLUMN volume int AS (width * height) VIRTUAL;
