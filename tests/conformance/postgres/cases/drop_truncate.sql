-- setup of all cases
CREATE TABLE p (id int PRIMARY KEY, a int);
CREATE INDEX p_a ON p (a);
INSERT INTO p SELECT i, i FROM generate_series(1, 300) i;
CREATE TABLE q (id int PRIMARY KEY);
INSERT INTO q SELECT i FROM generate_series(1, 300) i;
CREATE TABLE c (id int PRIMARY KEY, p_id int REFERENCES p, q_id int REFERENCES q);
INSERT INTO c SELECT i, i, i FROM generate_series(1, 300) i;
CREATE TABLE alone (id serial PRIMARY KEY, b text);
INSERT INTO alone (b) SELECT 'x' FROM generate_series(1, 300) i;

-- case: drop-table/plain
-- statement
DROP TABLE alone;

-- case: drop-table/if-exists-missing
-- statement
DROP TABLE IF EXISTS missing;

-- case: drop-table/with-foreign-keys
-- remarks: the referenced tables get the strongest lock too
-- statement
DROP TABLE c;

-- case: drop-table/referenced
-- remarks: refused
-- statement
DROP TABLE p;

-- case: drop-table/referenced-cascade
-- statement
DROP TABLE p CASCADE;

-- case: drop-table/two
-- statement
DROP TABLE c, p;

-- case: drop-table/used-by-view
-- remarks: refused
-- setup
CREATE VIEW v AS SELECT * FROM alone;
-- statement
DROP TABLE alone;

-- case: drop-table/used-by-view-cascade
-- setup
CREATE VIEW v AS SELECT * FROM alone;
CREATE MATERIALIZED VIEW mv AS SELECT * FROM v;
-- statement
DROP TABLE alone CASCADE;

-- case: drop-table/inheritance-parent-cascade
-- setup
CREATE TABLE parent (id int);
CREATE TABLE child (extra int) INHERITS (parent);
-- statement
DROP TABLE parent CASCADE;

-- case: drop-table/with-trigger-and-policy
-- setup
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RETURN NEW;
END;
$$;
CREATE TRIGGER tr BEFORE INSERT ON alone FOR EACH ROW EXECUTE FUNCTION f();
CREATE POLICY own ON alone USING (true);
-- statement
DROP TABLE alone;

-- case: drop-table/temporary
-- setup
CREATE TEMP TABLE tt (a int);
-- statement
DROP TABLE tt;

-- case: drop-schema/empty
-- setup
CREATE SCHEMA other;
-- statement
DROP SCHEMA other;

-- case: drop-schema/cascade
-- setup
CREATE SCHEMA other;
CREATE TABLE other.t (id int PRIMARY KEY, p_id int REFERENCES p);
-- statement
DROP SCHEMA other CASCADE;

-- case: drop-owned/plain
-- setup
ALTER TABLE alone OWNER TO app;
-- statement
DROP OWNED BY app;

-- case: drop-extension/cascade
-- setup
CREATE EXTENSION citext;
CREATE TABLE ci (id int, name citext);
INSERT INTO ci VALUES (1, 'x');
-- statement
DROP EXTENSION citext CASCADE;

-- case: truncate/plain
-- statement
TRUNCATE alone;

-- case: truncate/restart-identity
-- statement
TRUNCATE alone RESTART IDENTITY;

-- case: truncate/with-foreign-keys
-- remarks: the referenced tables stay free
-- statement
TRUNCATE c;

-- case: truncate/referenced
-- remarks: refused
-- statement
TRUNCATE p;

-- case: truncate/referenced-cascade
-- remarks: empties the referencing table as well
-- statement
TRUNCATE p CASCADE;

-- case: truncate/both
-- statement
TRUNCATE p, c;

-- case: truncate/partitioned
-- setup
CREATE TABLE m (id int PRIMARY KEY) PARTITION BY RANGE (id);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (0) TO (200);
CREATE TABLE m_2 PARTITION OF m FOR VALUES FROM (200) TO (400);
INSERT INTO m SELECT i FROM generate_series(1, 300) i;
-- statement
TRUNCATE m;

-- case: truncate/one-partition
-- setup
CREATE TABLE m (id int PRIMARY KEY) PARTITION BY RANGE (id);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (0) TO (400);
INSERT INTO m SELECT i FROM generate_series(1, 300) i;
-- statement
TRUNCATE m_1;

-- case: truncate/inheritance-parent
-- setup
CREATE TABLE parent (id int);
CREATE TABLE child (extra int) INHERITS (parent);
INSERT INTO child VALUES (1, 1);
-- statement
TRUNCATE parent;

-- case: truncate/inheritance-parent-only
-- setup
CREATE TABLE parent (id int);
CREATE TABLE child (extra int) INHERITS (parent);
INSERT INTO child VALUES (1, 1);
-- statement
TRUNCATE ONLY parent;
