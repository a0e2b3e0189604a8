-- setup of all cases
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE INDEX t_a ON t (a);
INSERT INTO t SELECT i, i FROM generate_series(1, 100) i;
CREATE VIEW v AS SELECT * FROM t;
CREATE SEQUENCE s;
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE TABLE m (id int) PARTITION BY RANGE (id);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (0) TO (200);

-- case: comment/table
-- statement
COMMENT ON TABLE t IS 'x';

-- case: comment/table-null
-- statement
COMMENT ON TABLE t IS NULL;

-- case: comment/column
-- statement
COMMENT ON COLUMN t.a IS 'x';

-- case: comment/index
-- remarks: the index only
-- statement
COMMENT ON INDEX t_a IS 'x';

-- case: comment/view
-- statement
COMMENT ON VIEW v IS 'x';

-- case: comment/sequence
-- statement
COMMENT ON SEQUENCE s IS 'x';

-- case: comment/constraint
-- statement
COMMENT ON CONSTRAINT t_pkey ON t IS 'x';

-- case: comment/trigger
-- setup
CREATE FUNCTION trf() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RETURN NEW;
END;
$$;
CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION trf();
-- statement
COMMENT ON TRIGGER tr ON t IS 'x';

-- case: comment/policy
-- setup
CREATE POLICY own ON t USING (true);
-- statement
COMMENT ON POLICY own ON t IS 'x';

-- case: comment/function
-- statement
COMMENT ON FUNCTION f() IS 'x';

-- case: comment/schema
-- statement
COMMENT ON SCHEMA public IS 'x';

-- case: comment/type
-- setup
CREATE TYPE mood AS ENUM ('sad');
-- statement
COMMENT ON TYPE mood IS 'x';

-- case: grant/table
-- statement
GRANT SELECT ON t TO app;

-- case: grant/columns
-- statement
GRANT SELECT (a) ON t TO app;

-- case: grant/two-tables
-- statement
GRANT SELECT, INSERT ON t, v TO app, reader;

-- case: grant/all-tables-in-schema
-- statement
GRANT SELECT ON ALL TABLES IN SCHEMA public TO app;

-- case: grant/sequence
-- statement
GRANT USAGE ON SEQUENCE s TO app;

-- case: grant/schema
-- statement
GRANT USAGE ON SCHEMA public TO app;

-- case: grant/function
-- statement
GRANT EXECUTE ON FUNCTION f() TO app;

-- case: grant/role
-- statement
GRANT app TO reader;

-- case: grant/partitioned
-- remarks: the partitions keep their own rights
-- statement
GRANT SELECT ON m TO app;

-- case: revoke/table
-- setup
GRANT SELECT ON t TO app;
-- statement
REVOKE SELECT ON t FROM app;

-- case: default-privileges/alter
-- statement
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO app;

-- case: reassign-owned/plain
-- setup
ALTER TABLE t OWNER TO app;
-- statement
REASSIGN OWNED BY app TO reader;

-- case: set/lock-timeout
-- statement
SET lock_timeout = '2s';

-- case: set/local
-- statement
SET LOCAL statement_timeout = 0;

-- case: set/config-function
-- statement
SELECT set_config('lock_timeout', '2s', true);

-- case: set/role
-- statement
SET ROLE app;

-- case: set/constraints
-- setup
CREATE TABLE c (t_id int REFERENCES t DEFERRABLE);
-- statement
SET CONSTRAINTS ALL DEFERRED;

-- case: set/constraints-immediate
-- remarks: what was put off is checked now
-- setup
CREATE TABLE c (t_id int REFERENCES t DEFERRABLE INITIALLY DEFERRED);
-- same transaction
INSERT INTO c VALUES (1);
-- statement
SET CONSTRAINTS ALL IMMEDIATE;

-- case: set/reset
-- statement
RESET lock_timeout;

-- case: set/show
-- statement
SHOW lock_timeout;

-- case: transaction/savepoint
-- statement
SAVEPOINT s1;

-- case: function/create
-- statement
CREATE FUNCTION g(x int) RETURNS int LANGUAGE sql AS 'SELECT a FROM t WHERE id = x';

-- case: function/create-sql-standard-body
-- remarks: from 14 on; the body is parsed at once and depends on the table
-- statement
CREATE FUNCTION g(x int) RETURNS int LANGUAGE sql RETURN (SELECT a FROM t WHERE id = x);

-- case: function/returns-table-row
-- statement
CREATE FUNCTION g() RETURNS SETOF t LANGUAGE sql AS 'SELECT * FROM t';

-- case: function/create-or-replace
-- statement
CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 2';

-- case: function/drop
-- statement
DROP FUNCTION f();

-- case: function/drop-used-by-default
-- setup
ALTER TABLE t ALTER COLUMN a SET DEFAULT f();
-- statement
DROP FUNCTION f() CASCADE;

-- case: procedure/create
-- statement
CREATE PROCEDURE g() LANGUAGE sql AS 'DELETE FROM t';

-- case: extension/create
-- statement
CREATE EXTENSION IF NOT EXISTS citext;

-- case: role/create
-- statement
CREATE ROLE another;

-- case: publication/create-for-table
-- statement
CREATE PUBLICATION pub FOR TABLE t;

-- case: publication/create-for-all-tables
-- statement
CREATE PUBLICATION pub FOR ALL TABLES;

-- case: publication/create-for-schema
-- remarks: from 15 on
-- statement
CREATE PUBLICATION pub FOR TABLES IN SCHEMA public;

-- case: publication/add-table
-- setup
CREATE PUBLICATION pub;
-- statement
ALTER PUBLICATION pub ADD TABLE t;

-- case: publication/add-partitioned-table
-- setup
CREATE PUBLICATION pub;
-- statement
ALTER PUBLICATION pub ADD TABLE m;

-- case: publication/drop-table
-- setup
CREATE PUBLICATION pub FOR TABLE t;
-- statement
ALTER PUBLICATION pub DROP TABLE t;

-- case: publication/set-table
-- setup
CREATE PUBLICATION pub FOR TABLE m_1;
-- statement
ALTER PUBLICATION pub SET TABLE t;

-- case: publication/drop
-- setup
CREATE PUBLICATION pub FOR TABLE t;
-- statement
DROP PUBLICATION pub;
