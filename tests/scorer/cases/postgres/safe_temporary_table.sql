CREATE TEMPORARY TABLE doubled AS SELECT label FROM parcels GROUP BY label HAVING count(*) > 1;
CREATE INDEX ON doubled (label);
UPDATE doubled SET label = lower(label);
DROP TABLE doubled;
