BEGIN;
ALTER TYPE parcel_state ADD VALUE 'lost';
UPDATE parcels SET state = 'lost' WHERE id = 77; -- expect: enum-value-used-in-its-transaction
COMMIT;
