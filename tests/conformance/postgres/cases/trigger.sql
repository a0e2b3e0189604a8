-- setup of all cases
CREATE TABLE p (id int PRIMARY KEY);
INSERT INTO p SELECT i FROM generate_series(1, 300) i;
CREATE TABLE t (id int PRIMARY KEY, a int, p_id int REFERENCES p);
INSERT INTO t SELECT i, i, i FROM generate_series(1, 300) i;
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RETURN NEW;
END;
$$;
CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
CREATE TABLE m (id int NOT NULL) PARTITION BY RANGE (id);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (0) TO (200);
INSERT INTO m SELECT i FROM generate_series(1, 100) i;
CREATE VIEW v AS SELECT * FROM t;

-- case: trigger/create-before-row
-- statement
CREATE TRIGGER tr2 BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f();

-- case: trigger/create-after-statement
-- statement
CREATE TRIGGER tr2 AFTER UPDATE ON t FOR EACH STATEMENT EXECUTE FUNCTION f();

-- case: trigger/create-of-columns-when
-- statement
CREATE TRIGGER tr2 BEFORE UPDATE OF a ON t FOR EACH ROW WHEN (NEW.a > 0) EXECUTE FUNCTION f();

-- case: trigger/create-transition-table
-- statement
CREATE TRIGGER tr2 AFTER UPDATE ON t REFERENCING NEW TABLE AS n FOR EACH STATEMENT EXECUTE FUNCTION f();

-- case: trigger/create-truncate
-- statement
CREATE TRIGGER tr2 BEFORE TRUNCATE ON t FOR EACH STATEMENT EXECUTE FUNCTION f();

-- case: trigger/create-constraint
-- statement
CREATE CONSTRAINT TRIGGER tr2 AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION f();

-- case: trigger/create-constraint-from
-- remarks: the table after FROM is locked too
-- statement
CREATE CONSTRAINT TRIGGER tr2 AFTER INSERT ON t FROM p DEFERRABLE FOR EACH ROW EXECUTE FUNCTION f();

-- case: trigger/create-or-replace
-- remarks: from 14 on
-- statement
CREATE OR REPLACE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();

-- case: trigger/create-partitioned-row
-- statement
CREATE TRIGGER mtr AFTER INSERT ON m FOR EACH ROW EXECUTE FUNCTION f();

-- case: trigger/create-partitioned-statement
-- statement
CREATE TRIGGER mtr AFTER INSERT ON m FOR EACH STATEMENT EXECUTE FUNCTION f();

-- case: trigger/create-instead-of
-- statement
CREATE TRIGGER vtr INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION f();

-- case: trigger/drop
-- statement
DROP TRIGGER tr ON t;

-- case: trigger/drop-if-exists-missing
-- statement
DROP TRIGGER IF EXISTS tr2 ON t;

-- case: trigger/drop-if-exists-table-missing
-- statement
DROP TRIGGER IF EXISTS tr ON missing;

-- case: trigger/drop-partitioned
-- setup
CREATE TRIGGER mtr AFTER INSERT ON m FOR EACH ROW EXECUTE FUNCTION f();
-- statement
DROP TRIGGER mtr ON m;

-- case: trigger/rename
-- statement
ALTER TRIGGER tr ON t RENAME TO tr2;

-- case: trigger/rename-partitioned
-- setup
CREATE TRIGGER mtr AFTER INSERT ON m FOR EACH ROW EXECUTE FUNCTION f();
-- statement
ALTER TRIGGER mtr ON m RENAME TO mtr2;

-- case: trigger/disable
-- statement
ALTER TABLE t DISABLE TRIGGER tr;

-- case: trigger/enable
-- setup
ALTER TABLE t DISABLE TRIGGER tr;
-- statement
ALTER TABLE t ENABLE TRIGGER tr;

-- case: trigger/enable-always
-- statement
ALTER TABLE t ENABLE ALWAYS TRIGGER tr;

-- case: trigger/enable-replica
-- statement
ALTER TABLE t ENABLE REPLICA TRIGGER tr;

-- case: trigger/disable-all
-- remarks: switches the foreign key off as well
-- statement
ALTER TABLE t DISABLE TRIGGER ALL;

-- case: trigger/disable-user
-- statement
ALTER TABLE t DISABLE TRIGGER USER;

-- case: trigger/disable-partitioned
-- setup
CREATE TRIGGER mtr AFTER INSERT ON m FOR EACH ROW EXECUTE FUNCTION f();
-- statement
ALTER TABLE m DISABLE TRIGGER mtr;

-- case: trigger/drop-function-cascade
-- remarks: takes the trigger with it
-- statement
DROP FUNCTION f() CASCADE;

-- case: trigger/drop-function
-- remarks: refused
-- statement
DROP FUNCTION f();

-- case: trigger/replace-function
-- statement
CREATE OR REPLACE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.a := 1;
  RETURN NEW;
END;
$$;

-- case: trigger/event-trigger
-- setup
CREATE FUNCTION e() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN
END;
$$;
-- statement
CREATE EVENT TRIGGER et ON ddl_command_end EXECUTE FUNCTION e();
