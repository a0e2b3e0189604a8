-- setup of all cases
CREATE TABLE t (id int PRIMARY KEY, a int);
INSERT INTO t SELECT i, i FROM generate_series(1, 300) i;
CREATE MATERIALIZED VIEW mv AS SELECT * FROM t;
CREATE UNIQUE INDEX mv_id ON mv (id);

-- case: matview/create
-- statement
CREATE MATERIALIZED VIEW w AS SELECT * FROM t;

-- case: matview/create-with-no-data
-- statement
CREATE MATERIALIZED VIEW w AS SELECT * FROM t WITH NO DATA;

-- case: matview/create-if-not-exists-there
-- statement
CREATE MATERIALIZED VIEW IF NOT EXISTS mv AS SELECT * FROM t;

-- case: matview/refresh
-- statement
REFRESH MATERIALIZED VIEW mv;

-- case: matview/refresh-with-no-data
-- statement
REFRESH MATERIALIZED VIEW mv WITH NO DATA;

-- case: matview/refresh-concurrently
-- remarks: unlike the others of that name it runs in a transaction
-- statement
REFRESH MATERIALIZED VIEW CONCURRENTLY mv;

-- case: matview/refresh-concurrently-with-changes
-- setup
UPDATE t SET a = 0 WHERE id <= 10;
DELETE FROM t WHERE id > 290;
-- statement
REFRESH MATERIALIZED VIEW CONCURRENTLY mv;

-- case: matview/refresh-concurrently-without-unique-index
-- remarks: refused
-- setup
DROP INDEX mv_id;
-- statement
REFRESH MATERIALIZED VIEW CONCURRENTLY mv;

-- case: matview/refresh-concurrently-unpopulated
-- remarks: refused
-- setup
REFRESH MATERIALIZED VIEW mv WITH NO DATA;
-- statement
REFRESH MATERIALIZED VIEW CONCURRENTLY mv;

-- case: matview/refresh-unpopulated
-- setup
REFRESH MATERIALIZED VIEW mv WITH NO DATA;
-- statement
REFRESH MATERIALIZED VIEW mv;

-- case: matview/drop
-- statement
DROP MATERIALIZED VIEW mv;

-- case: matview/rename
-- statement
ALTER MATERIALIZED VIEW mv RENAME TO w;

-- case: matview/rename-column
-- statement
ALTER MATERIALIZED VIEW mv RENAME COLUMN a TO c;

-- case: matview/set-tablespace
-- statement
ALTER MATERIALIZED VIEW mv SET TABLESPACE spare;

-- case: matview/set-fillfactor
-- statement
ALTER MATERIALIZED VIEW mv SET (fillfactor = 70);

-- case: matview/set-statistics
-- statement
ALTER MATERIALIZED VIEW mv ALTER COLUMN a SET STATISTICS 500;

-- case: matview/cluster-on
-- statement
ALTER MATERIALIZED VIEW mv CLUSTER ON mv_id;

-- case: matview/owner
-- statement
ALTER MATERIALIZED VIEW mv OWNER TO app;

-- case: matview/set-schema
-- setup
CREATE SCHEMA other;
-- statement
ALTER MATERIALIZED VIEW mv SET SCHEMA other;
