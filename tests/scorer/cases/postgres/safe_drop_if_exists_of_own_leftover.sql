DROP TABLE IF EXISTS pg_temp.scratch;
CREATE TEMP TABLE scratch AS SELECT id FROM parcels;
DROP TABLE scratch;
