SET foreign_key_checks = 0;
ALTER TABLE parcels ADD CONSTRAINT parcels_depot FOREIGN KEY (depot_id) REFERENCES depots (id), ALGORITHM=INPLACE, LOCK=NONE;
SET foreign_key_checks = 1;
