-- setup of all cases
CREATE TABLE t (id int PRIMARY KEY, a int, b int);
INSERT INTO t SELECT i, i, i FROM generate_series(1, 300) i;

-- case: not-null/set
-- statement
ALTER TABLE t ALTER COLUMN a SET NOT NULL;

-- case: not-null/set-two
-- statement
ALTER TABLE t ALTER COLUMN a SET NOT NULL, ALTER COLUMN b SET NOT NULL;

-- case: not-null/set-already
-- setup
ALTER TABLE t ALTER COLUMN a SET NOT NULL;
-- statement
ALTER TABLE t ALTER COLUMN a SET NOT NULL;

-- case: not-null/set-on-primary-key
-- statement
ALTER TABLE t ALTER COLUMN id SET NOT NULL;

-- case: not-null/set-proved-by-check
-- setup
ALTER TABLE t ADD CONSTRAINT a_there CHECK (a IS NOT NULL);
-- statement
ALTER TABLE t ALTER COLUMN a SET NOT NULL;

-- case: not-null/set-proved-by-validated-check
-- remarks: the recommended way, at its last step but one
-- setup
ALTER TABLE t ADD CONSTRAINT a_there CHECK (a IS NOT NULL) NOT VALID;
ALTER TABLE t VALIDATE CONSTRAINT a_there;
-- statement
ALTER TABLE t ALTER COLUMN a SET NOT NULL;

-- case: not-null/set-check-not-valid
-- setup
ALTER TABLE t ADD CONSTRAINT a_there CHECK (a IS NOT NULL) NOT VALID;
-- statement
ALTER TABLE t ALTER COLUMN a SET NOT NULL;

-- case: not-null/set-proved-inside-and
-- setup
ALTER TABLE t ADD CONSTRAINT a_there CHECK (a IS NOT NULL AND a > 0);
-- statement
ALTER TABLE t ALTER COLUMN a SET NOT NULL;

-- case: not-null/set-not-proved-by-or
-- setup
ALTER TABLE t ADD CONSTRAINT a_or_b CHECK (a IS NOT NULL OR b IS NOT NULL);
-- statement
ALTER TABLE t ALTER COLUMN a SET NOT NULL;

-- case: not-null/set-proved-by-or-of-both
-- remarks: each arm proves it
-- setup
ALTER TABLE t ADD CONSTRAINT a_there CHECK ((a IS NOT NULL AND b > 0) OR (a IS NOT NULL AND b IS NULL));
-- statement
ALTER TABLE t ALTER COLUMN a SET NOT NULL;

-- case: not-null/set-proved-by-not-is-null
-- setup
ALTER TABLE t ADD CONSTRAINT a_there CHECK (NOT (a IS NULL));
-- statement
ALTER TABLE t ALTER COLUMN a SET NOT NULL;

-- case: not-null/set-proved-by-is-distinct-from-null
-- setup
ALTER TABLE t ADD CONSTRAINT a_there CHECK (a IS DISTINCT FROM NULL);
-- statement
ALTER TABLE t ALTER COLUMN a SET NOT NULL;

-- case: not-null/set-not-proved-by-comparison
-- remarks: CHECK (a > 0) lets null pass
-- setup
ALTER TABLE t ADD CONSTRAINT a_positive CHECK (a > 0);
-- statement
ALTER TABLE t ALTER COLUMN a SET NOT NULL;

-- case: not-null/set-not-proved-by-comparison-is-true
-- setup
ALTER TABLE t ADD CONSTRAINT a_positive CHECK ((a > 0) IS TRUE);
-- statement
ALTER TABLE t ALTER COLUMN a SET NOT NULL;

-- case: not-null/set-not-proved-by-coalesce
-- setup
ALTER TABLE t ADD CONSTRAINT a_there CHECK (coalesce(a, -1) <> -1);
-- statement
ALTER TABLE t ALTER COLUMN a SET NOT NULL;

-- case: not-null/set-two-one-proved
-- setup
ALTER TABLE t ADD CONSTRAINT a_there CHECK (a IS NOT NULL);
-- statement
ALTER TABLE t ALTER COLUMN a SET NOT NULL, ALTER COLUMN b SET NOT NULL;

-- case: not-null/set-two-proved-by-one-check
-- setup
ALTER TABLE t ADD CONSTRAINT both_there CHECK (a IS NOT NULL AND b IS NOT NULL);
-- statement
ALTER TABLE t ALTER COLUMN a SET NOT NULL, ALTER COLUMN b SET NOT NULL;

-- case: not-null/set-two-proved-by-two-checks
-- setup
ALTER TABLE t ADD CONSTRAINT a_there CHECK (a IS NOT NULL);
ALTER TABLE t ADD CONSTRAINT b_there CHECK (b IS NOT NULL);
-- statement
ALTER TABLE t ALTER COLUMN a SET NOT NULL, ALTER COLUMN b SET NOT NULL;

-- case: not-null/set-and-drop-proof
-- remarks: dropped in the same statement, the proof does not count
-- setup
ALTER TABLE t ADD CONSTRAINT a_there CHECK (a IS NOT NULL);
-- statement
ALTER TABLE t ALTER COLUMN a SET NOT NULL, DROP CONSTRAINT a_there;

-- case: not-null/set-and-add-check
-- statement
ALTER TABLE t ADD CONSTRAINT a_there CHECK (a IS NOT NULL), ALTER COLUMN a SET NOT NULL;

-- case: not-null/set-and-validate-check
-- setup
ALTER TABLE t ADD CONSTRAINT a_there CHECK (a IS NOT NULL) NOT VALID;
-- statement
ALTER TABLE t VALIDATE CONSTRAINT a_there, ALTER COLUMN a SET NOT NULL;

-- case: not-null/set-proved-in-same-transaction
-- setup
ALTER TABLE t ADD CONSTRAINT a_there CHECK (a IS NOT NULL) NOT VALID;
-- same transaction
ALTER TABLE t VALIDATE CONSTRAINT a_there;
-- statement
ALTER TABLE t ALTER COLUMN a SET NOT NULL;

-- case: not-null/set-with-default
-- statement
ALTER TABLE t ALTER COLUMN a SET DEFAULT 0, ALTER COLUMN a SET NOT NULL;

-- case: not-null/set-domain-not-null
-- remarks: the domain's NOT NULL is no proof
-- setup
CREATE DOMAIN d AS int NOT NULL;
CREATE TABLE u (a d);
INSERT INTO u VALUES (1);
-- statement
ALTER TABLE u ALTER COLUMN a SET NOT NULL;

-- case: not-null/drop
-- setup
ALTER TABLE t ALTER COLUMN a SET NOT NULL;
-- statement
ALTER TABLE t ALTER COLUMN a DROP NOT NULL;

-- case: not-null/drop-nothing
-- statement
ALTER TABLE t ALTER COLUMN a DROP NOT NULL;

-- case: not-null/drop-on-primary-key
-- remarks: refused
-- statement
ALTER TABLE t ALTER COLUMN id DROP NOT NULL;

-- case: not-null/set-partitioned
-- setup
CREATE TABLE m (id int, at date) PARTITION BY RANGE (at);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE m_2 PARTITION OF m FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
INSERT INTO m SELECT i, date '2020-01-01' + i FROM generate_series(1, 500) i;
-- statement
ALTER TABLE m ALTER COLUMN id SET NOT NULL;

-- case: not-null/set-partitioned-proved
-- setup
CREATE TABLE m (id int, at date) PARTITION BY RANGE (at);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE m_2 PARTITION OF m FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
INSERT INTO m SELECT i, date '2020-01-01' + i FROM generate_series(1, 500) i;
ALTER TABLE m ADD CONSTRAINT id_there CHECK (id IS NOT NULL);
-- statement
ALTER TABLE m ALTER COLUMN id SET NOT NULL;

-- case: not-null/set-partitioned-proved-for-one-partition
-- setup
CREATE TABLE m (id int, at date) PARTITION BY RANGE (at);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE m_2 PARTITION OF m FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
INSERT INTO m SELECT i, date '2020-01-01' + i FROM generate_series(1, 500) i;
ALTER TABLE m_1 ADD CONSTRAINT id_there CHECK (id IS NOT NULL);
-- statement
ALTER TABLE m ALTER COLUMN id SET NOT NULL;

-- case: not-null/set-partitioned-already-on-partitions
-- setup
CREATE TABLE m (id int, at date) PARTITION BY RANGE (at);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
INSERT INTO m SELECT i, date '2020-01-01' + i FROM generate_series(1, 300) i;
ALTER TABLE m_1 ALTER COLUMN id SET NOT NULL;
-- statement
ALTER TABLE m ALTER COLUMN id SET NOT NULL;

-- case: not-null/set-partitioned-only
-- setup
CREATE TABLE m (id int, at date) PARTITION BY RANGE (at);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
INSERT INTO m SELECT i, date '2020-01-01' + i FROM generate_series(1, 300) i;
-- statement
ALTER TABLE ONLY m ALTER COLUMN id SET NOT NULL;

-- case: not-null/set-one-partition
-- setup
CREATE TABLE m (id int, at date) PARTITION BY RANGE (at);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
INSERT INTO m SELECT i, date '2020-01-01' + i FROM generate_series(1, 300) i;
-- statement
ALTER TABLE m_1 ALTER COLUMN id SET NOT NULL;

-- case: not-null/set-partition-key
-- remarks: a range bound lets no null in, but it is not asked
-- setup
CREATE TABLE m (id int, at date) PARTITION BY RANGE (at);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
INSERT INTO m SELECT i, date '2020-01-01' + i FROM generate_series(1, 300) i;
-- statement
ALTER TABLE m ALTER COLUMN at SET NOT NULL;

-- case: not-null/drop-partitioned
-- setup
CREATE TABLE m (id int NOT NULL, at date) PARTITION BY RANGE (at);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
-- statement
ALTER TABLE m ALTER COLUMN id DROP NOT NULL;

-- case: not-null/set-inheritance-parent
-- setup
CREATE TABLE parent (id int);
CREATE TABLE child (extra int) INHERITS (parent);
INSERT INTO parent VALUES (1);
INSERT INTO child VALUES (1, 1);
-- statement
ALTER TABLE parent ALTER COLUMN id SET NOT NULL;

-- case: not-null/set-virtual-generated
-- setup
CREATE TABLE g (a int, c int GENERATED ALWAYS AS (a * 2) VIRTUAL);
INSERT INTO g VALUES (1);
-- statement
ALTER TABLE g ALTER COLUMN c SET NOT NULL;

-- case: not-null/add-constraint
-- remarks: NOT NULL constraints with a name are 18's
-- statement
ALTER TABLE t ADD CONSTRAINT a_nn NOT NULL a;

-- case: not-null/add-constraint-proved-by-check
-- setup
ALTER TABLE t ADD CONSTRAINT a_there CHECK (a IS NOT NULL);
-- statement
ALTER TABLE t ADD CONSTRAINT a_nn NOT NULL a;

-- case: not-null/add-constraint-not-valid
-- statement
ALTER TABLE t ADD CONSTRAINT a_nn NOT NULL a NOT VALID;

-- case: not-null/validate-constraint
-- setup
ALTER TABLE t ADD CONSTRAINT a_nn NOT NULL a NOT VALID;
-- statement
ALTER TABLE t VALIDATE CONSTRAINT a_nn;

-- case: not-null/validate-constraint-with-check
-- remarks: an existing CHECK is not asked
-- setup
ALTER TABLE t ADD CONSTRAINT a_there CHECK (a IS NOT NULL);
ALTER TABLE t ADD CONSTRAINT a_nn NOT NULL a NOT VALID;
-- statement
ALTER TABLE t VALIDATE CONSTRAINT a_nn;

-- case: not-null/set-over-not-valid-constraint
-- setup
ALTER TABLE t ADD CONSTRAINT a_nn NOT NULL a NOT VALID;
-- statement
ALTER TABLE t ALTER COLUMN a SET NOT NULL;

-- case: not-null/set-over-validated-constraint
-- setup
ALTER TABLE t ADD CONSTRAINT a_nn NOT NULL a NOT VALID;
ALTER TABLE t VALIDATE CONSTRAINT a_nn;
-- statement
ALTER TABLE t ALTER COLUMN a SET NOT NULL;

-- case: not-null/add-primary-key-over-not-valid-constraint
-- setup
CREATE TABLE u (a int);
INSERT INTO u SELECT i FROM generate_series(1, 100) i;
ALTER TABLE u ADD CONSTRAINT a_nn NOT NULL a NOT VALID;
-- statement
ALTER TABLE u ADD PRIMARY KEY (a);

-- case: not-null/add-constraint-no-inherit
-- statement
ALTER TABLE t ADD CONSTRAINT a_nn NOT NULL a NO INHERIT;

-- case: not-null/add-constraint-partitioned-not-valid
-- setup
CREATE TABLE m (id int, at date) PARTITION BY RANGE (at);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
INSERT INTO m SELECT i, date '2020-01-01' + i FROM generate_series(1, 300) i;
-- statement
ALTER TABLE m ADD CONSTRAINT id_nn NOT NULL id NOT VALID;

-- case: not-null/validate-constraint-partitioned
-- setup
CREATE TABLE m (id int, at date) PARTITION BY RANGE (at);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
INSERT INTO m SELECT i, date '2020-01-01' + i FROM generate_series(1, 300) i;
ALTER TABLE m ADD CONSTRAINT id_nn NOT NULL id NOT VALID;
-- statement
ALTER TABLE m VALIDATE CONSTRAINT id_nn;

-- case: not-null/drop-constraint
-- setup
ALTER TABLE t ADD CONSTRAINT a_nn NOT NULL a;
-- statement
ALTER TABLE t DROP CONSTRAINT a_nn;

-- case: not-null/alter-constraint-no-inherit
-- setup
ALTER TABLE t ADD CONSTRAINT a_nn NOT NULL a;
-- statement
ALTER TABLE t ALTER CONSTRAINT a_nn NO INHERIT;

-- case: not-null/alter-constraint-inherit
-- setup
CREATE TABLE parent (id int CONSTRAINT id_nn NOT NULL NO INHERIT);
CREATE TABLE child () INHERITS (parent);
INSERT INTO child VALUES (1);
-- statement
ALTER TABLE parent ALTER CONSTRAINT id_nn INHERIT;
