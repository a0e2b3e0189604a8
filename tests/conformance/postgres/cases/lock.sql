-- setup of all cases
CREATE TABLE p (id int PRIMARY KEY);
INSERT INTO p SELECT i FROM generate_series(1, 100) i;
CREATE TABLE t (id int PRIMARY KEY, p_id int REFERENCES p);
INSERT INTO t SELECT i, i FROM generate_series(1, 100) i;
CREATE VIEW v AS SELECT * FROM t;

-- case: lock-table/default
-- statement
LOCK TABLE t;

-- case: lock-table/without-word
-- statement
LOCK t;

-- case: lock-table/access-share
-- statement
LOCK TABLE t IN ACCESS SHARE MODE;

-- case: lock-table/row-share
-- statement
LOCK TABLE t IN ROW SHARE MODE;

-- case: lock-table/row-exclusive
-- statement
LOCK TABLE t IN ROW EXCLUSIVE MODE;

-- case: lock-table/share-update-exclusive
-- statement
LOCK TABLE t IN SHARE UPDATE EXCLUSIVE MODE;

-- case: lock-table/share
-- statement
LOCK TABLE t IN SHARE MODE;

-- case: lock-table/share-row-exclusive
-- statement
LOCK TABLE t IN SHARE ROW EXCLUSIVE MODE;

-- case: lock-table/exclusive-nowait
-- statement
LOCK TABLE t IN EXCLUSIVE MODE NOWAIT;

-- case: lock-table/two
-- statement
LOCK TABLE t, p IN SHARE MODE;

-- case: lock-table/view
-- remarks: the tables of the view too
-- statement
LOCK TABLE v IN SHARE MODE;

-- case: lock-table/partitioned
-- setup
CREATE TABLE m (id int) PARTITION BY RANGE (id);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (0) TO (200);
-- statement
LOCK TABLE m IN SHARE MODE;

-- case: lock-table/partitioned-only
-- setup
CREATE TABLE m (id int) PARTITION BY RANGE (id);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (0) TO (200);
-- statement
LOCK TABLE ONLY m IN SHARE MODE;

-- case: advisory/lock
-- statement
SELECT pg_advisory_lock(1);
