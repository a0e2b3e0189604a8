ALTER TABLE parcels ADD COLUMN note varchar(20), ALGORITHM=COPY; -- expect: alter-blocks-writes
