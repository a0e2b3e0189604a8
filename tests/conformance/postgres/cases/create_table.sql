-- setup of all cases
CREATE TABLE p (id int PRIMARY KEY, u int UNIQUE);
INSERT INTO p SELECT i, i FROM generate_series(1, 300) i;
CREATE TABLE q (id int PRIMARY KEY);
INSERT INTO q SELECT i FROM generate_series(1, 300) i;

-- case: create-table/plain
-- statement
CREATE TABLE t (id int, a text);

-- case: create-table/with-keys
-- statement
CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a text UNIQUE, b serial);

-- case: create-table/if-not-exists-there
-- statement
CREATE TABLE IF NOT EXISTS p (id int);

-- case: create-table/references
-- remarks: the referenced table gets the same lock as from ALTER TABLE
-- statement
CREATE TABLE t (id int PRIMARY KEY, p_id int REFERENCES p);

-- case: create-table/references-two
-- statement
CREATE TABLE t (p_id int REFERENCES p, q_id int REFERENCES q, PRIMARY KEY (p_id, q_id));

-- case: create-table/references-self
-- statement
CREATE TABLE t (id int PRIMARY KEY, parent_id int REFERENCES t);

-- case: create-table/references-not-enforced
-- statement
CREATE TABLE t (id int PRIMARY KEY, p_id int REFERENCES p NOT ENFORCED);

-- case: create-table/like
-- statement
CREATE TABLE t (LIKE p);

-- case: create-table/like-including-all
-- statement
CREATE TABLE t (LIKE p INCLUDING ALL);

-- case: create-table/as
-- statement
CREATE TABLE t AS SELECT * FROM p;

-- case: create-table/as-with-no-data
-- statement
CREATE TABLE t AS SELECT * FROM p WITH NO DATA;

-- case: create-table/as-if-not-exists-there
-- statement
CREATE TABLE IF NOT EXISTS q AS SELECT * FROM p;

-- case: create-table/select-into
-- statement
SELECT * INTO t FROM p;

-- case: create-table/unlogged
-- statement
CREATE UNLOGGED TABLE t (id int PRIMARY KEY);

-- case: create-table/temporary
-- statement
CREATE TEMP TABLE t (id int PRIMARY KEY);

-- case: create-table/temporary-as
-- statement
CREATE TEMP TABLE t ON COMMIT DROP AS SELECT * FROM p;

-- case: create-table/partitioned
-- statement
CREATE TABLE t (id int PRIMARY KEY) PARTITION BY RANGE (id);

-- case: create-table/partitioned-references
-- statement
CREATE TABLE t (id int, p_id int REFERENCES p) PARTITION BY RANGE (id);

-- case: create-table/inherits
-- statement
CREATE TABLE t (x int) INHERITS (p);

-- case: create-table/default-nextval
-- setup
CREATE SEQUENCE s;
-- statement
CREATE TABLE t (id int DEFAULT nextval('s'));

-- case: create-table/generated
-- statement
CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a * 2) STORED);

-- case: create-table/of-type
-- setup
CREATE TYPE pair AS (x int, y int);
-- statement
CREATE TABLE t OF pair;

-- case: create-table/column-of-table-type
-- statement
CREATE TABLE t (id int, origin p);

-- case: create-table/exclude
-- statement
CREATE TABLE t (r int4range, EXCLUDE USING gist (r WITH &&));

-- case: create-schema/plain
-- statement
CREATE SCHEMA other;

-- case: create-schema/with-table
-- statement
CREATE SCHEMA other CREATE TABLE t (id int PRIMARY KEY);

-- case: create-foreign-table/plain
-- setup
CREATE EXTENSION postgres_fdw;
CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw;
-- statement
CREATE FOREIGN TABLE t (id int) SERVER far;
