SET lock_timeout = '2s';
ALTER TABLE parcels ALTER COLUMN state SET DEFAULT 'new';
ALTER TABLE parcels ALTER COLUMN label SET STATISTICS 500;
ALTER TABLE parcels SET (fillfactor = 80);
COMMENT ON TABLE parcels IS 'What is sent';
ALTER INDEX parcels_sent_idx RENAME TO parcels_sent;
