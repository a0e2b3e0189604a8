-- setup of all cases
CREATE TABLE t (id int PRIMARY KEY, a int, b text);
CREATE INDEX t_a ON t (a);
INSERT INTO t SELECT i, i, 'row ' || i FROM generate_series(1, 300) i;
CREATE TABLE m (id int NOT NULL, k int) PARTITION BY RANGE (id);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (0) TO (200);
CREATE TABLE m_2 PARTITION OF m FOR VALUES FROM (200) TO (400);
CREATE INDEX m_k ON m (k);
INSERT INTO m SELECT i, i FROM generate_series(1, 300) i;

-- case: reindex/index
-- remarks: SHARE on the table, yet a SELECT waits: the planner wants the index
-- statement
REINDEX INDEX t_a;

-- case: reindex/index-verbose
-- statement
REINDEX (VERBOSE) INDEX t_a;

-- case: reindex/index-of-constraint
-- statement
REINDEX INDEX t_pkey;

-- case: reindex/index-tablespace
-- remarks: from 14 on
-- statement
REINDEX (TABLESPACE spare) INDEX t_a;

-- case: reindex/index-concurrently
-- statement
REINDEX INDEX CONCURRENTLY t_a;

-- case: reindex/index-concurrently-option
-- remarks: the spelling of 14 and later
-- statement
REINDEX (CONCURRENTLY) INDEX t_a;

-- case: reindex/index-concurrently-invalid
-- setup
INSERT INTO t VALUES (301, 1);
-- setup, fails
CREATE UNIQUE INDEX CONCURRENTLY t_u ON t (a);
-- setup
DELETE FROM t WHERE id = 301;
-- statement
REINDEX INDEX CONCURRENTLY t_u;

-- case: reindex/index-concurrently-exclusion
-- remarks: refused
-- setup
ALTER TABLE t ADD CONSTRAINT t_excl EXCLUDE (a WITH =);
-- statement
REINDEX INDEX CONCURRENTLY t_excl;

-- case: reindex/table
-- statement
REINDEX TABLE t;

-- case: reindex/table-concurrently
-- statement
REINDEX TABLE CONCURRENTLY t;

-- case: reindex/table-without-index
-- setup
CREATE TABLE n (a int);
-- statement
REINDEX TABLE n;

-- case: reindex/matview
-- setup
CREATE MATERIALIZED VIEW mv AS SELECT * FROM t;
CREATE INDEX mv_a ON mv (a);
-- statement
REINDEX TABLE mv;

-- case: reindex/partitioned-index
-- statement
REINDEX INDEX m_k;

-- case: reindex/partitioned-index-concurrently
-- statement
REINDEX INDEX CONCURRENTLY m_k;

-- case: reindex/partitioned-table
-- statement
REINDEX TABLE m;

-- case: reindex/partitioned-table-concurrently
-- statement
REINDEX TABLE CONCURRENTLY m;

-- case: reindex/one-partition
-- statement
REINDEX TABLE m_1;

-- case: reindex/schema
-- statement
REINDEX SCHEMA public;

-- case: reindex/schema-concurrently
-- statement
REINDEX SCHEMA CONCURRENTLY public;

-- case: reindex/database
-- statement
REINDEX DATABASE conformance;

-- case: reindex/database-unnamed
-- remarks: from 16 on
-- statement
REINDEX DATABASE;

-- case: reindex/database-concurrently
-- statement
REINDEX DATABASE CONCURRENTLY conformance;

-- case: reindex/system
-- statement
REINDEX SYSTEM conformance;

-- case: reindex/system-concurrently
-- remarks: refused
-- statement
REINDEX SYSTEM CONCURRENTLY conformance;
