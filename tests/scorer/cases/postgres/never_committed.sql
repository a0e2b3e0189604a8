BEGIN; -- expect: transaction-left-open
SET LOCAL lock_timeout = '3s';
ALTER TABLE parcels ADD COLUMN note text;
