BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE parcels RENAME TO shipments;
CREATE VIEW parcels AS SELECT * FROM shipments;
COMMIT;
