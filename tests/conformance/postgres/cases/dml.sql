-- setup of all cases
CREATE TABLE p (id int PRIMARY KEY, a int);
INSERT INTO p SELECT i, i FROM generate_series(1, 300) i;
CREATE TABLE c (id int PRIMARY KEY, p_id int REFERENCES p, a int);
CREATE INDEX c_a ON c (a);
INSERT INTO c SELECT i, i, i FROM generate_series(1, 200) i;
CREATE TABLE m (id int, v int) PARTITION BY RANGE (id);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (0) TO (200);
CREATE TABLE m_2 PARTITION OF m FOR VALUES FROM (200) TO (400);
INSERT INTO m SELECT i, i FROM generate_series(1, 300) i;
CREATE VIEW v AS SELECT * FROM p;

-- case: select/plain
-- statement
SELECT * FROM c;

-- case: select/join
-- statement
SELECT count(*) FROM c JOIN p ON p.id = c.p_id;

-- case: select/for-update
-- statement
SELECT * FROM c FOR UPDATE;

-- case: select/for-share-of-one
-- statement
SELECT c.* FROM c JOIN p ON p.id = c.p_id FOR SHARE OF c;

-- case: select/view
-- statement
SELECT * FROM v;

-- case: select/partitioned
-- statement
SELECT * FROM m;

-- case: select/partitioned-pruned
-- remarks: partitions that the plan leaves out are not locked
-- statement
SELECT * FROM m WHERE id = 5;

-- case: select/where-false
-- statement
SELECT * FROM c WHERE false;

-- case: insert/values
-- statement
INSERT INTO p VALUES (1000, 1);

-- case: insert/values-with-foreign-key
-- remarks: the check of the foreign key locks the referenced table
-- statement
INSERT INTO c VALUES (1000, 1, 1);

-- case: insert/foreign-key-null
-- statement
INSERT INTO c VALUES (1000, NULL, 1);

-- case: insert/select
-- statement
INSERT INTO c SELECT id + 1000, id, a FROM p;

-- case: insert/on-conflict-do-nothing
-- statement
INSERT INTO p VALUES (1, 1) ON CONFLICT DO NOTHING;

-- case: insert/on-conflict-do-update
-- statement
INSERT INTO p VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET a = 2;

-- case: insert/partitioned
-- statement
INSERT INTO m VALUES (5, 5);

-- case: insert/view
-- statement
INSERT INTO v VALUES (1000, 1);

-- case: insert/serial
-- setup
CREATE TABLE s (id serial PRIMARY KEY, a int);
-- statement
INSERT INTO s (a) VALUES (1);

-- case: update/all
-- statement
UPDATE c SET a = a + 1;

-- case: update/by-key
-- statement
UPDATE p SET a = 0 WHERE id = 1;

-- case: update/unindexed-where
-- statement
UPDATE p SET a = 0 WHERE a IS NULL;

-- case: update/from
-- statement
UPDATE c SET a = p.a FROM p WHERE p.id = c.p_id;

-- case: update/foreign-key-column
-- statement
UPDATE c SET p_id = 1 WHERE id = 5;

-- case: update/referenced-key
-- remarks: the referencing table is asked
-- statement
UPDATE p SET id = 5000 WHERE id = 250;

-- case: update/partitioned
-- statement
UPDATE m SET v = 0;

-- case: update/partitioned-only-pruned
-- statement
UPDATE m SET v = 0 WHERE id = 5;

-- case: update/view
-- statement
UPDATE v SET a = 0;

-- case: update/in-subquery
-- statement
UPDATE c SET a = 0 WHERE p_id IN (SELECT id FROM p WHERE a > 100);

-- case: update/cte-batch
-- remarks: the usual batch
-- statement
WITH batch AS (SELECT id FROM c WHERE a IS NOT NULL ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED) UPDATE c SET a = 0 FROM batch WHERE batch.id = c.id;

-- case: delete/all
-- statement
DELETE FROM c;

-- case: delete/by-key
-- statement
DELETE FROM c WHERE id = 1;

-- case: delete/referenced
-- statement
DELETE FROM p WHERE id > 250;

-- case: delete/referenced-cascade
-- setup
ALTER TABLE c DROP CONSTRAINT c_p_id_fkey;
ALTER TABLE c ADD FOREIGN KEY (p_id) REFERENCES p ON DELETE CASCADE;
-- statement
DELETE FROM p WHERE id = 1;

-- case: delete/using
-- statement
DELETE FROM c USING p WHERE p.id = c.p_id AND p.a > 100;

-- case: delete/partitioned
-- statement
DELETE FROM m;

-- case: merge/plain
-- remarks: from 15 on
-- statement
MERGE INTO p USING c ON p.id = c.p_id WHEN MATCHED THEN UPDATE SET a = c.a;

-- case: copy/from
-- remarks: no row comes
-- statement
COPY p FROM STDIN;

-- case: copy/to
-- statement
COPY p TO STDOUT;

-- case: copy/query-to
-- statement
COPY (SELECT * FROM c JOIN p ON p.id = c.p_id) TO STDOUT;

-- case: do/update
-- statement
DO $$
BEGIN
  UPDATE p SET a = 0;
END;
$$;

-- case: do/add-column
-- remarks: what is in it counts
-- statement
DO $$
BEGIN
  ALTER TABLE p ADD COLUMN IF NOT EXISTS b int;
END;
$$;

-- case: do/exception-block
-- remarks: the lock of what failed inside is given back
-- statement
DO $$
BEGIN
  BEGIN
    ALTER TABLE p ADD COLUMN a int;
  EXCEPTION WHEN duplicate_column THEN
    NULL;
  END;
END;
$$;

-- case: call/procedure
-- setup
CREATE PROCEDURE work() LANGUAGE sql AS 'UPDATE p SET a = 0';
-- statement
CALL work();

-- case: explain/plain
-- statement
EXPLAIN UPDATE p SET a = 0;

-- case: explain/analyze
-- statement
EXPLAIN ANALYZE UPDATE p SET a = 0;

-- case: prepare/plain
-- statement
PREPARE s AS UPDATE p SET a = 0;

-- case: declare/cursor
-- statement
DECLARE cur CURSOR FOR SELECT * FROM p;
