ALTER TABLE parcels ADD COLUMN note varchar(20), ALGORITHM=INSTANT, LOCK=NONE; -- expect: algorithm-refused
