-- setup of all cases
CREATE TABLE t (id int PRIMARY KEY, a int, b text, j jsonb, r int4range);
INSERT INTO t SELECT i, i, 'row ' || i, '{}', int4range(i, i + 1) FROM generate_series(1, 300) i;
CREATE TABLE m (id int NOT NULL, k int) PARTITION BY RANGE (id);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (0) TO (200);
CREATE TABLE m_2 PARTITION OF m FOR VALUES FROM (200) TO (400);
INSERT INTO m SELECT i, i FROM generate_series(1, 300) i;

-- case: create-index/plain
-- statement
CREATE INDEX t_a ON t (a);

-- case: create-index/unnamed
-- statement
CREATE INDEX ON t (a);

-- case: create-index/unique
-- statement
CREATE UNIQUE INDEX t_a ON t (a);

-- case: create-index/unique-nulls-not-distinct
-- remarks: from 15 on
-- statement
CREATE UNIQUE INDEX t_a ON t (a) NULLS NOT DISTINCT;

-- case: create-index/several-columns-include
-- statement
CREATE INDEX t_ab ON t (a DESC NULLS LAST, b) INCLUDE (id);

-- case: create-index/partial
-- statement
CREATE INDEX t_a ON t (a) WHERE a > 100;

-- case: create-index/expression
-- statement
CREATE INDEX t_b ON t (lower(b));

-- case: create-index/hash
-- statement
CREATE INDEX t_a ON t USING hash (a);

-- case: create-index/gin
-- statement
CREATE INDEX t_j ON t USING gin (j jsonb_path_ops);

-- case: create-index/gist
-- statement
CREATE INDEX t_r ON t USING gist (r);

-- case: create-index/brin
-- statement
CREATE INDEX t_a ON t USING brin (a) WITH (pages_per_range = 16);

-- case: create-index/tablespace
-- statement
CREATE INDEX t_a ON t (a) WITH (fillfactor = 70) TABLESPACE spare;

-- case: create-index/if-not-exists-new
-- statement
CREATE INDEX IF NOT EXISTS t_a ON t (a);

-- case: create-index/if-not-exists-there
-- setup
CREATE INDEX t_a ON t (a);
-- statement
CREATE INDEX IF NOT EXISTS t_a ON t (a);

-- case: create-index/empty-table
-- setup
CREATE TABLE e (a int);
-- statement
CREATE INDEX ON e (a);

-- case: create-index/matview
-- setup
CREATE MATERIALIZED VIEW mv AS SELECT * FROM t;
-- statement
CREATE UNIQUE INDEX mv_id ON mv (id);

-- case: create-index/view
-- remarks: refused
-- setup
CREATE VIEW v AS SELECT * FROM t;
-- statement
CREATE INDEX ON v (id);

-- case: create-index/temporary-table
-- setup
CREATE TEMP TABLE tt (a int);
INSERT INTO tt VALUES (1);
-- statement
CREATE INDEX tt_a ON tt (a);

-- case: create-index/partitioned
-- statement
CREATE INDEX m_k ON m (k);

-- case: create-index/partitioned-only
-- remarks: the safe first step: an invalid index on the parent alone
-- statement
CREATE INDEX m_k ON ONLY m (k);

-- case: create-index/partitioned-partitions-have-it
-- setup
CREATE INDEX m_1_k ON m_1 (k);
CREATE INDEX m_2_k ON m_2 (k);
-- statement
CREATE INDEX m_k ON m (k);

-- case: create-index/partitioned-one-partition-has-it
-- setup
CREATE INDEX m_1_k ON m_1 (k);
-- statement
CREATE INDEX m_k ON m (k);

-- case: create-index/one-partition
-- statement
CREATE INDEX m_1_k ON m_1 (k);

-- case: create-index/attach-last
-- remarks: the parent's index becomes valid
-- setup
CREATE INDEX m_k ON ONLY m (k);
CREATE INDEX m_1_k ON m_1 (k);
CREATE INDEX m_2_k ON m_2 (k);
ALTER INDEX m_k ATTACH PARTITION m_1_k;
-- statement
ALTER INDEX m_k ATTACH PARTITION m_2_k;

-- case: create-index/attach-first
-- setup
CREATE INDEX m_k ON ONLY m (k);
CREATE INDEX m_1_k ON m_1 (k);
-- statement
ALTER INDEX m_k ATTACH PARTITION m_1_k;

-- case: create-index/concurrently
-- statement
CREATE INDEX CONCURRENTLY t_a ON t (a);

-- case: create-index/concurrently-unique
-- statement
CREATE UNIQUE INDEX CONCURRENTLY t_a ON t (a);

-- case: create-index/concurrently-partial-expression
-- statement
CREATE INDEX CONCURRENTLY t_b ON t (lower(b)) WHERE a > 10;

-- case: create-index/concurrently-gin
-- statement
CREATE INDEX CONCURRENTLY t_j ON t USING gin (j);

-- case: create-index/concurrently-if-not-exists-there
-- setup
CREATE INDEX t_a ON t (a);
-- statement
CREATE INDEX CONCURRENTLY IF NOT EXISTS t_a ON t (a);

-- case: create-index/concurrently-if-not-exists-over-invalid
-- remarks: the trap: the invalid index stays, and all seems well
-- setup
INSERT INTO t VALUES (301, 1);
-- setup, fails
CREATE UNIQUE INDEX CONCURRENTLY t_a ON t (a);
-- statement
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS t_a ON t (a);

-- case: create-index/concurrently-duplicates
-- remarks: fails at the end and leaves an invalid index
-- setup
INSERT INTO t VALUES (301, 1);
-- statement
CREATE UNIQUE INDEX CONCURRENTLY t_a ON t (a);

-- case: create-index/concurrently-partitioned
-- remarks: refused
-- statement
CREATE INDEX CONCURRENTLY m_k ON m (k);

-- case: create-index/concurrently-one-partition
-- statement
CREATE INDEX CONCURRENTLY m_1_k ON m_1 (k);

-- case: create-index/concurrently-matview
-- setup
CREATE MATERIALIZED VIEW mv AS SELECT * FROM t;
-- statement
CREATE UNIQUE INDEX CONCURRENTLY mv_id ON mv (id);

-- case: create-index/concurrently-temporary-table
-- remarks: done as if CONCURRENTLY were not there
-- setup
CREATE TEMP TABLE tt (a int);
-- statement
CREATE INDEX CONCURRENTLY tt_a ON tt (a);

-- case: drop-index/plain
-- setup
CREATE INDEX t_a ON t (a);
-- statement
DROP INDEX t_a;

-- case: drop-index/two
-- setup
CREATE INDEX t_a ON t (a);
CREATE INDEX m_1_k ON m_1 (k);
-- statement
DROP INDEX t_a, m_1_k;

-- case: drop-index/if-exists-missing
-- statement
DROP INDEX IF EXISTS t_a;

-- case: drop-index/of-constraint
-- remarks: refused
-- statement
DROP INDEX t_pkey;

-- case: drop-index/partitioned
-- setup
CREATE INDEX m_k ON m (k);
-- statement
DROP INDEX m_k;

-- case: drop-index/of-one-partition
-- remarks: refused
-- setup
CREATE INDEX m_k ON m (k);
-- statement
DROP INDEX m_1_k_idx;

-- case: drop-index/used-by-foreign-key
-- remarks: a foreign key may rest on a bare unique index: refused
-- setup
CREATE UNIQUE INDEX t_a ON t (a);
CREATE TABLE c (t_a int REFERENCES t (a));
-- statement
DROP INDEX t_a;

-- case: drop-index/used-by-foreign-key-cascade
-- setup
CREATE UNIQUE INDEX t_a ON t (a);
CREATE TABLE c (t_a int REFERENCES t (a));
-- statement
DROP INDEX t_a CASCADE;

-- case: drop-index/invalid
-- setup
INSERT INTO t VALUES (301, 1);
-- setup, fails
CREATE UNIQUE INDEX CONCURRENTLY t_a ON t (a);
-- statement
DROP INDEX t_a;

-- case: drop-index/concurrently
-- setup
CREATE INDEX t_a ON t (a);
-- statement
DROP INDEX CONCURRENTLY t_a;

-- case: drop-index/concurrently-invalid
-- setup
INSERT INTO t VALUES (301, 1);
-- setup, fails
CREATE UNIQUE INDEX CONCURRENTLY t_a ON t (a);
-- statement
DROP INDEX CONCURRENTLY t_a;

-- case: drop-index/concurrently-if-exists-missing
-- statement
DROP INDEX CONCURRENTLY IF EXISTS t_a;

-- case: drop-index/concurrently-two
-- remarks: refused
-- setup
CREATE INDEX t_a ON t (a);
CREATE INDEX t_b ON t (b);
-- statement
DROP INDEX CONCURRENTLY t_a, t_b;

-- case: drop-index/concurrently-cascade
-- remarks: refused
-- setup
CREATE INDEX t_a ON t (a);
-- statement
DROP INDEX CONCURRENTLY t_a CASCADE;

-- case: drop-index/concurrently-partitioned
-- remarks: refused
-- setup
CREATE INDEX m_k ON m (k);
-- statement
DROP INDEX CONCURRENTLY m_k;

-- case: alter-index/rename
-- setup
CREATE INDEX t_a ON t (a);
-- statement
ALTER INDEX t_a RENAME TO t_a_idx;

-- case: alter-index/rename-if-exists-missing
-- statement
ALTER INDEX IF EXISTS t_a RENAME TO t_a_idx;

-- case: alter-index/rename-by-alter-table
-- remarks: the same, but much stronger
-- setup
CREATE INDEX t_a ON t (a);
-- statement
ALTER TABLE t_a RENAME TO t_a_idx;

-- case: alter-index/rename-of-table-by-alter-index
-- setup
CREATE INDEX t_a ON t (a);
-- statement
ALTER INDEX t RENAME TO t2;

-- case: alter-index/rename-of-constraint
-- statement
ALTER INDEX t_pkey RENAME TO t_pk;

-- case: alter-index/set-fillfactor
-- setup
CREATE INDEX t_a ON t (a);
-- statement
ALTER INDEX t_a SET (fillfactor = 70);

-- case: alter-index/reset
-- setup
CREATE INDEX t_a ON t (a) WITH (fillfactor = 70);
-- statement
ALTER INDEX t_a RESET (fillfactor);

-- case: alter-index/set-gin-fastupdate
-- setup
CREATE INDEX t_j ON t USING gin (j);
-- statement
ALTER INDEX t_j SET (fastupdate = off);

-- case: alter-index/set-statistics
-- setup
CREATE INDEX t_b ON t (lower(b));
-- statement
ALTER INDEX t_b ALTER COLUMN 1 SET STATISTICS 500;

-- case: alter-index/set-tablespace
-- remarks: the file is copied, the table is not locked
-- setup
CREATE INDEX t_a ON t (a);
-- statement
ALTER INDEX t_a SET TABLESPACE spare;

-- case: alter-index/all-in-tablespace
-- setup
CREATE INDEX t_a ON t (a) TABLESPACE spare;
-- statement
ALTER INDEX ALL IN TABLESPACE spare SET TABLESPACE pg_default;

-- case: alter-index/set-tablespace-partitioned
-- setup
CREATE INDEX m_k ON m (k);
-- statement
ALTER INDEX m_k SET TABLESPACE spare;

-- case: statistics/create
-- setup
CREATE TABLE s (a int, b int);
INSERT INTO s SELECT i, i FROM generate_series(1, 100) i;
-- statement
CREATE STATISTICS st (ndistinct, dependencies) ON a, b FROM s;

-- case: statistics/create-expression
-- remarks: from 14 on
-- statement
CREATE STATISTICS st ON (lower(b)) FROM t;

-- case: statistics/drop
-- setup
CREATE STATISTICS st ON a, b FROM t;
-- statement
DROP STATISTICS st;

-- case: statistics/alter-target
-- setup
CREATE STATISTICS st ON a, b FROM t;
-- statement
ALTER STATISTICS st SET STATISTICS 500;

-- case: statistics/rename
-- setup
CREATE STATISTICS st ON a, b FROM t;
-- statement
ALTER STATISTICS st RENAME TO st2;
