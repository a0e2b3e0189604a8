ALTER TABLE parcels DROP COLUMN legacy_code, ALGORITHM=INSTANT; -- expect: drop-column
