ALTER TABLE parcels ALTER COLUMN state SET DEFAULT 'new';
ALTER TABLE parcels COMMENT = 'What is sent';
ALTER TABLE parcels ALTER INDEX parcels_old INVISIBLE;
