-- setup of all cases
CREATE SEQUENCE s;
CREATE TABLE t (id serial PRIMARY KEY, a int);
INSERT INTO t (a) SELECT i FROM generate_series(1, 300) i;

-- case: sequence/create
-- statement
CREATE SEQUENCE r START 100 CACHE 10;

-- case: sequence/create-if-not-exists-there
-- statement
CREATE SEQUENCE IF NOT EXISTS s;

-- case: sequence/create-owned-by
-- statement
CREATE SEQUENCE r OWNED BY t.a;

-- case: sequence/create-as-type
-- statement
CREATE SEQUENCE r AS smallint;

-- case: sequence/restart
-- statement
ALTER SEQUENCE s RESTART WITH 1000;

-- case: sequence/increment
-- statement
ALTER SEQUENCE s INCREMENT BY 10;

-- case: sequence/cache
-- statement
ALTER SEQUENCE s CACHE 100;

-- case: sequence/as-type
-- statement
ALTER SEQUENCE s AS int;

-- case: sequence/owned-by
-- statement
ALTER SEQUENCE s OWNED BY t.a;

-- case: sequence/owned-by-none
-- statement
ALTER SEQUENCE t_id_seq OWNED BY NONE;

-- case: sequence/rename
-- statement
ALTER SEQUENCE s RENAME TO r;

-- case: sequence/rename-by-alter-table
-- statement
ALTER TABLE s RENAME TO r;

-- case: sequence/owner
-- statement
ALTER SEQUENCE s OWNER TO app;

-- case: sequence/set-schema
-- setup
CREATE SCHEMA other;
-- statement
ALTER SEQUENCE s SET SCHEMA other;

-- case: sequence/set-unlogged
-- remarks: from 15 on
-- statement
ALTER SEQUENCE s SET UNLOGGED;

-- case: sequence/drop
-- statement
DROP SEQUENCE s;

-- case: sequence/drop-used
-- remarks: refused
-- statement
DROP SEQUENCE t_id_seq;

-- case: sequence/drop-used-cascade
-- remarks: takes the column's default with it
-- statement
DROP SEQUENCE t_id_seq CASCADE;

-- case: sequence/setval
-- statement
SELECT setval('s', 1000);

-- case: sequence/setval-from-table
-- statement
SELECT setval('t_id_seq', (SELECT max(id) FROM t));

-- case: sequence/nextval
-- statement
SELECT nextval('s');
