-- setup of all cases
CREATE TABLE t (id int PRIMARY KEY, owner text);
INSERT INTO t SELECT i, 'app' FROM generate_series(1, 300) i;
CREATE TABLE allowed (who text);
CREATE POLICY own ON t USING (owner = current_user);

-- case: policy/create
-- statement
CREATE POLICY own_rows ON t FOR SELECT TO app USING (owner = current_user);

-- case: policy/create-with-check
-- statement
CREATE POLICY own_rows ON t FOR INSERT WITH CHECK (owner = current_user);

-- case: policy/create-with-subquery
-- remarks: the table of the subquery is locked for the look at it
-- statement
CREATE POLICY own_rows ON t USING (owner IN (SELECT who FROM allowed));

-- case: policy/alter
-- statement
ALTER POLICY own ON t USING (owner = session_user);

-- case: policy/alter-roles
-- statement
ALTER POLICY own ON t TO app;

-- case: policy/rename
-- statement
ALTER POLICY own ON t RENAME TO own_rows;

-- case: policy/drop
-- statement
DROP POLICY own ON t;

-- case: policy/drop-if-exists-missing
-- statement
DROP POLICY IF EXISTS missing ON t;

-- case: policy/drop-if-exists-table-missing
-- statement
DROP POLICY IF EXISTS own ON missing;

-- case: policy/enable
-- statement
ALTER TABLE t ENABLE ROW LEVEL SECURITY;

-- case: policy/disable
-- setup
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
-- statement
ALTER TABLE t DISABLE ROW LEVEL SECURITY;

-- case: policy/force
-- statement
ALTER TABLE t FORCE ROW LEVEL SECURITY;

-- case: policy/no-force
-- statement
ALTER TABLE t NO FORCE ROW LEVEL SECURITY;
