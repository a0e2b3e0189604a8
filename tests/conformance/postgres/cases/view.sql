-- setup of all cases
CREATE TABLE t (id int PRIMARY KEY, a int, b text);
INSERT INTO t SELECT i, i, 'row ' || i FROM generate_series(1, 300) i;
CREATE VIEW v AS SELECT id, a FROM t;

-- case: view/create
-- statement
CREATE VIEW w AS SELECT * FROM t;

-- case: view/create-join
-- setup
CREATE TABLE s (id int PRIMARY KEY);
-- statement
CREATE VIEW w AS SELECT t.* FROM t JOIN s USING (id);

-- case: view/create-over-view
-- statement
CREATE VIEW w AS SELECT * FROM v;

-- case: view/create-or-replace-new
-- statement
CREATE OR REPLACE VIEW w AS SELECT * FROM t;

-- case: view/create-or-replace-same-columns
-- statement
CREATE OR REPLACE VIEW v AS SELECT id, a + 1 AS a FROM t;

-- case: view/create-or-replace-more-columns
-- statement
CREATE OR REPLACE VIEW v AS SELECT id, a, b FROM t;

-- case: view/create-or-replace-fewer-columns
-- remarks: refused
-- statement
CREATE OR REPLACE VIEW v AS SELECT id FROM t;

-- case: view/create-security-barrier
-- statement
CREATE VIEW w WITH (security_barrier) AS SELECT * FROM t;

-- case: view/create-temporary
-- statement
CREATE TEMP VIEW w AS SELECT * FROM t;

-- case: view/drop
-- statement
DROP VIEW v;

-- case: view/drop-if-exists-missing
-- statement
DROP VIEW IF EXISTS w;

-- case: view/drop-used-by-view-cascade
-- setup
CREATE VIEW w AS SELECT * FROM v;
-- statement
DROP VIEW v CASCADE;

-- case: view/rename
-- statement
ALTER VIEW v RENAME TO w;

-- case: view/rename-column
-- statement
ALTER VIEW v RENAME COLUMN a TO c;

-- case: view/set-option
-- statement
ALTER VIEW v SET (security_barrier = true);

-- case: view/set-schema
-- setup
CREATE SCHEMA other;
-- statement
ALTER VIEW v SET SCHEMA other;

-- case: view/owner
-- statement
ALTER VIEW v OWNER TO app;

-- case: rule/create
-- statement
CREATE RULE nothing AS ON DELETE TO t DO INSTEAD NOTHING;

-- case: rule/create-or-replace
-- setup
CREATE RULE nothing AS ON DELETE TO t DO INSTEAD NOTHING;
-- statement
CREATE OR REPLACE RULE nothing AS ON DELETE TO t DO INSTEAD NOTHING;

-- case: rule/create-with-action
-- setup
CREATE TABLE log (id int);
-- statement
CREATE RULE logging AS ON DELETE TO t DO ALSO INSERT INTO log VALUES (OLD.id);

-- case: rule/drop
-- setup
CREATE RULE nothing AS ON DELETE TO t DO INSTEAD NOTHING;
-- statement
DROP RULE nothing ON t;

-- case: rule/rename
-- setup
CREATE RULE nothing AS ON DELETE TO t DO INSTEAD NOTHING;
-- statement
ALTER RULE nothing ON t RENAME TO never;

-- case: rule/disable
-- setup
CREATE RULE nothing AS ON DELETE TO t DO INSTEAD NOTHING;
-- statement
ALTER TABLE t DISABLE RULE nothing;

-- case: rule/enable-always
-- setup
CREATE RULE nothing AS ON DELETE TO t DO INSTEAD NOTHING;
-- statement
ALTER TABLE t ENABLE ALWAYS RULE nothing;
