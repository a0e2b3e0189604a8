ALTER TABLE scans PARTITION BY HASH (id) PARTITIONS 8; -- expect: alter-blocks-writes
