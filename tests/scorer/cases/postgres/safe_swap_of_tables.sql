BEGIN;
SET LOCAL lock_timeout = '2s';
CREATE TABLE parcels_by_day (id bigint, day date) PARTITION BY RANGE (day);
ALTER TABLE parcels RENAME TO parcels_old;
ALTER TABLE parcels_by_day RENAME TO parcels;
COMMIT;
