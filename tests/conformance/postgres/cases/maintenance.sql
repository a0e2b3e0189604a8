-- setup of all cases
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE INDEX t_a ON t (a);
INSERT INTO t SELECT i, i FROM generate_series(1, 3000) i;
CREATE TABLE m (id int NOT NULL, k int) PARTITION BY RANGE (id);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (0) TO (200);
CREATE TABLE m_2 PARTITION OF m FOR VALUES FROM (200) TO (400);
CREATE INDEX m_k ON m (k);
INSERT INTO m SELECT i, i FROM generate_series(1, 300) i;

-- case: vacuum/plain
-- statement
VACUUM t;

-- case: vacuum/with-truncation
-- remarks: empty pages at the end go back to the system, under the strongest lock
-- setup
DELETE FROM t WHERE id > 10;
-- statement
VACUUM t;

-- case: vacuum/without-truncation
-- setup
DELETE FROM t WHERE id > 10;
-- statement
VACUUM (TRUNCATE false) t;

-- case: vacuum/truncation-off-by-setting
-- setup
ALTER TABLE t SET (vacuum_truncate = false);
DELETE FROM t WHERE id > 10;
-- statement
VACUUM t;

-- case: vacuum/analyze
-- statement
VACUUM ANALYZE t;

-- case: vacuum/freeze
-- statement
VACUUM (FREEZE) t;

-- case: vacuum/full
-- statement
VACUUM FULL t;

-- case: vacuum/full-analyze
-- statement
VACUUM (FULL, ANALYZE) t;

-- case: vacuum/partitioned
-- statement
VACUUM m;

-- case: vacuum/full-partitioned
-- statement
VACUUM FULL m;

-- case: vacuum/database
-- statement
VACUUM;

-- case: vacuum/matview
-- setup
CREATE MATERIALIZED VIEW mv AS SELECT * FROM t;
-- statement
VACUUM mv;

-- case: vacuum/skip-locked
-- statement
VACUUM (SKIP_LOCKED) t;

-- case: vacuum/two
-- statement
VACUUM t, m_1;

-- case: analyze/table
-- statement
ANALYZE t;

-- case: analyze/columns
-- statement
ANALYZE t (a);

-- case: analyze/partitioned
-- statement
ANALYZE m;

-- case: analyze/partitioned-only
-- remarks: from 18 on
-- statement
ANALYZE ONLY m;

-- case: analyze/database
-- statement
ANALYZE;

-- case: analyze/verbose
-- statement
ANALYZE VERBOSE t;

-- case: cluster/using
-- statement
CLUSTER t USING t_a;

-- case: cluster/again
-- setup
ALTER TABLE t CLUSTER ON t_a;
-- statement
CLUSTER t;

-- case: cluster/all
-- setup
ALTER TABLE t CLUSTER ON t_a;
-- statement
CLUSTER;

-- case: cluster/partitioned
-- remarks: from 15 on
-- statement
CLUSTER m USING m_k;

-- case: cluster/referenced-table
-- setup
CREATE TABLE c (t_id int REFERENCES t);
-- statement
CLUSTER t USING t_a;

-- case: checkpoint/plain
-- statement
CHECKPOINT;

-- case: database/create
-- statement
CREATE DATABASE another;

-- case: database/set
-- statement
ALTER DATABASE conformance SET lock_timeout = '1s';

-- case: system/set
-- statement
ALTER SYSTEM SET work_mem = '8MB';
