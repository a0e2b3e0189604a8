ALTER TABLE scans DROP PARTITION p2019; -- expect: partition-dropped
