-- setup of all cases
CREATE TABLE t (id int PRIMARY KEY, a int, b text);
INSERT INTO t SELECT i, i, 'row ' || i FROM generate_series(1, 300) i;
CREATE TABLE m (id int, at date) PARTITION BY RANGE (at);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE m_2 PARTITION OF m FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
INSERT INTO m SELECT i, date '2020-01-01' + i FROM generate_series(1, 500) i;

-- case: check/add
-- statement
ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0);

-- case: check/add-unnamed
-- statement
ALTER TABLE t ADD CHECK (a > 0);

-- case: check/add-not-valid
-- statement
ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0) NOT VALID;

-- case: check/validate
-- setup
ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0) NOT VALID;
-- statement
ALTER TABLE t VALIDATE CONSTRAINT positive;

-- case: check/validate-again
-- setup
ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0);
-- statement
ALTER TABLE t VALIDATE CONSTRAINT positive;

-- case: check/add-not-valid-and-validate
-- statement
ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0) NOT VALID, VALIDATE CONSTRAINT positive;

-- case: check/add-two
-- statement
ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0), ADD CONSTRAINT filled CHECK (b <> '');

-- case: check/add-two-one-not-valid
-- statement
ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0) NOT VALID, ADD CONSTRAINT filled CHECK (b <> '');

-- case: check/add-without-columns
-- statement
ALTER TABLE t ADD CONSTRAINT always CHECK (1 = 1);

-- case: check/add-no-inherit
-- statement
ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0) NO INHERIT;

-- case: check/add-implied-by-other
-- remarks: a constraint that implies the new one saves nothing
-- setup
ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0);
-- statement
ALTER TABLE t ADD CONSTRAINT not_negative CHECK (a > -1);

-- case: check/add-empty-table
-- setup
CREATE TABLE e (a int);
-- statement
ALTER TABLE e ADD CHECK (a > 0);

-- case: check/add-partitioned
-- statement
ALTER TABLE m ADD CONSTRAINT positive CHECK (id > 0);

-- case: check/add-partitioned-not-valid
-- statement
ALTER TABLE m ADD CONSTRAINT positive CHECK (id > 0) NOT VALID;

-- case: check/validate-partitioned
-- setup
ALTER TABLE m ADD CONSTRAINT positive CHECK (id > 0) NOT VALID;
-- statement
ALTER TABLE m VALIDATE CONSTRAINT positive;

-- case: check/add-partitioned-partitions-have-it
-- setup
ALTER TABLE m_1 ADD CONSTRAINT positive CHECK (id > 0);
ALTER TABLE m_2 ADD CONSTRAINT positive CHECK (id > 0);
-- statement
ALTER TABLE m ADD CONSTRAINT positive CHECK (id > 0);

-- case: check/add-one-partition
-- statement
ALTER TABLE m_1 ADD CONSTRAINT positive CHECK (id > 0);

-- case: check/add-partitioned-only
-- remarks: refused
-- statement
ALTER TABLE ONLY m ADD CONSTRAINT positive CHECK (id > 0);

-- case: check/add-inheritance-parent
-- setup
CREATE TABLE parent (id int);
CREATE TABLE child (extra int) INHERITS (parent);
INSERT INTO parent VALUES (1);
INSERT INTO child VALUES (1, 1);
-- statement
ALTER TABLE parent ADD CONSTRAINT positive CHECK (id > 0);

-- case: check/add-not-enforced
-- remarks: from 18 on
-- statement
ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0) NOT ENFORCED;

-- case: check/alter-enforced
-- remarks: refused, also in 18
-- setup
ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0) NOT ENFORCED;
-- statement
ALTER TABLE t ALTER CONSTRAINT positive ENFORCED;

-- case: check/drop
-- setup
ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0);
-- statement
ALTER TABLE t DROP CONSTRAINT positive;

-- case: check/drop-if-exists-missing
-- statement
ALTER TABLE t DROP CONSTRAINT IF EXISTS positive;

-- case: check/drop-partitioned
-- setup
ALTER TABLE m ADD CONSTRAINT positive CHECK (id > 0);
-- statement
ALTER TABLE m DROP CONSTRAINT positive;

-- case: check/drop-and-add
-- setup
ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0);
-- statement
ALTER TABLE t DROP CONSTRAINT positive, ADD CONSTRAINT positive CHECK (a >= 0);

-- case: check/rename
-- setup
ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0);
-- statement
ALTER TABLE t RENAME CONSTRAINT positive TO a_positive;

-- case: check/validate-in-transaction-that-added-it
-- remarks: the weak lock of VALIDATE does not help: the strong one is still held
-- same transaction
ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0) NOT VALID;
-- statement
ALTER TABLE t VALIDATE CONSTRAINT positive;
