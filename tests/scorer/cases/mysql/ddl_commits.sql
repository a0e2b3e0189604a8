START TRANSACTION;
UPDATE settings SET value = 'on' WHERE id = 1;
ALTER TABLE parcels ADD COLUMN note varchar(20); -- expect: ddl-commits-transaction
COMMIT;
