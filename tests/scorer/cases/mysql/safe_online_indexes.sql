ALTER TABLE parcels ADD INDEX parcels_sent (sent), ALGORITHM=INPLACE, LOCK=NONE;
CREATE INDEX parcels_label ON parcels (label);
ALTER TABLE parcels DROP INDEX parcels_old;
ALTER TABLE parcels RENAME INDEX parcels_label TO parcels_by_label;
