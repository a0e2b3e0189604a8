CREATE TEMPORARY TABLE doubled (id bigint PRIMARY KEY, label varchar(50));
INSERT INTO doubled SELECT min(id), label FROM parcels GROUP BY label;
DELETE FROM doubled;
DROP TEMPORARY TABLE doubled;
