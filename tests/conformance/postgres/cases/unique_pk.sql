-- setup of all cases
CREATE TABLE t (id int NOT NULL, a int, b int, r int4range);
INSERT INTO t SELECT i, i, i, int4range(i, i + 1) FROM generate_series(1, 300) i;
CREATE TABLE m (id int NOT NULL, k int, v int) PARTITION BY RANGE (id);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (0) TO (200);
CREATE TABLE m_2 PARTITION OF m FOR VALUES FROM (200) TO (400);
INSERT INTO m SELECT i, i, i FROM generate_series(1, 300) i;

-- case: unique/add
-- statement
ALTER TABLE t ADD CONSTRAINT t_a_key UNIQUE (a);

-- case: unique/add-unnamed
-- statement
ALTER TABLE t ADD UNIQUE (a);

-- case: unique/add-two-columns
-- statement
ALTER TABLE t ADD UNIQUE (a, b);

-- case: unique/add-include
-- statement
ALTER TABLE t ADD CONSTRAINT t_a_key UNIQUE (a) INCLUDE (b);

-- case: unique/add-deferrable
-- statement
ALTER TABLE t ADD CONSTRAINT t_a_key UNIQUE (a) DEFERRABLE INITIALLY DEFERRED;

-- case: unique/add-nulls-not-distinct
-- remarks: from 15 on
-- statement
ALTER TABLE t ADD CONSTRAINT t_a_key UNIQUE NULLS NOT DISTINCT (a);

-- case: unique/add-with-unique-index-there
-- remarks: an index that is there already is not used without USING INDEX
-- setup
CREATE UNIQUE INDEX t_a ON t (a);
-- statement
ALTER TABLE t ADD CONSTRAINT t_a_key UNIQUE (a);

-- case: unique/add-using-index
-- setup
CREATE UNIQUE INDEX t_a_key ON t (a);
-- statement
ALTER TABLE t ADD CONSTRAINT t_a_key UNIQUE USING INDEX t_a_key;

-- case: unique/add-using-index-renamed
-- setup
CREATE UNIQUE INDEX t_a ON t (a);
-- statement
ALTER TABLE t ADD CONSTRAINT t_a_key UNIQUE USING INDEX t_a;

-- case: unique/add-using-index-deferrable
-- remarks: the index changes its nature, without being built again
-- setup
CREATE UNIQUE INDEX t_a ON t (a);
-- statement
ALTER TABLE t ADD CONSTRAINT t_a_key UNIQUE USING INDEX t_a DEFERRABLE;

-- case: unique/add-using-partial-index
-- remarks: refused
-- setup
CREATE UNIQUE INDEX t_a ON t (a) WHERE a > 0;
-- statement
ALTER TABLE t ADD CONSTRAINT t_a_key UNIQUE USING INDEX t_a;

-- case: unique/add-not-valid
-- remarks: refused: NOT VALID is not for UNIQUE
-- statement
ALTER TABLE t ADD CONSTRAINT t_a_key UNIQUE (a) NOT VALID;

-- case: unique/add-if-not-exists
-- remarks: there is no such syntax
-- statement
ALTER TABLE t ADD CONSTRAINT IF NOT EXISTS t_a_key UNIQUE (a);

-- case: unique/add-partitioned
-- statement
ALTER TABLE m ADD CONSTRAINT m_id_key UNIQUE (id);

-- case: unique/add-partitioned-without-key
-- remarks: refused: the partition key must be in it
-- statement
ALTER TABLE m ADD CONSTRAINT m_k_key UNIQUE (k);

-- case: unique/add-partitioned-partitions-have-index
-- setup
CREATE UNIQUE INDEX m_1_id ON m_1 (id);
CREATE UNIQUE INDEX m_2_id ON m_2 (id);
-- statement
ALTER TABLE m ADD CONSTRAINT m_id_key UNIQUE (id);

-- case: unique/add-partitioned-partitions-have-constraint
-- setup
ALTER TABLE m_1 ADD UNIQUE (id);
ALTER TABLE m_2 ADD UNIQUE (id);
-- statement
ALTER TABLE m ADD CONSTRAINT m_id_key UNIQUE (id);

-- case: unique/add-partitioned-using-index
-- remarks: refused
-- setup
CREATE UNIQUE INDEX m_id ON m (id);
-- statement
ALTER TABLE m ADD CONSTRAINT m_id_key UNIQUE USING INDEX m_id;

-- case: unique/add-one-partition
-- statement
ALTER TABLE m_1 ADD UNIQUE (k);

-- case: unique/add-partitioned-only
-- remarks: the index is made on the parent alone and is invalid until the partitions' are attached
-- statement
ALTER TABLE ONLY m ADD CONSTRAINT m_id_key UNIQUE (id);

-- case: unique/drop
-- setup
ALTER TABLE t ADD CONSTRAINT t_a_key UNIQUE (a);
-- statement
ALTER TABLE t DROP CONSTRAINT t_a_key;

-- case: unique/drop-partitioned
-- setup
ALTER TABLE m ADD CONSTRAINT m_id_key UNIQUE (id);
-- statement
ALTER TABLE m DROP CONSTRAINT m_id_key;

-- case: unique/drop-if-exists-missing
-- statement
ALTER TABLE t DROP CONSTRAINT IF EXISTS t_a_key;

-- case: unique/rename
-- setup
ALTER TABLE t ADD CONSTRAINT t_a_key UNIQUE (a);
-- statement
ALTER TABLE t RENAME CONSTRAINT t_a_key TO t_a_unique;

-- case: unique/alter-deferrable
-- remarks: refused
-- setup
ALTER TABLE t ADD CONSTRAINT t_a_key UNIQUE (a);
-- statement
ALTER TABLE t ALTER CONSTRAINT t_a_key DEFERRABLE;

-- case: primary-key/add-on-not-null
-- statement
ALTER TABLE t ADD PRIMARY KEY (id);

-- case: primary-key/add-on-nullable
-- statement
ALTER TABLE t ADD PRIMARY KEY (a);

-- case: primary-key/add-on-nullable-with-check
-- setup
ALTER TABLE t ADD CONSTRAINT a_there CHECK (a IS NOT NULL);
-- statement
ALTER TABLE t ADD PRIMARY KEY (a);

-- case: primary-key/add-two-columns
-- statement
ALTER TABLE t ADD CONSTRAINT t_pk PRIMARY KEY (id, a);

-- case: primary-key/add-using-index-not-null
-- setup
CREATE UNIQUE INDEX t_pk ON t (id);
-- statement
ALTER TABLE t ADD CONSTRAINT t_pk PRIMARY KEY USING INDEX t_pk;

-- case: primary-key/add-using-index-nullable
-- remarks: the column becomes NOT NULL, which reads the table
-- setup
CREATE UNIQUE INDEX t_pk ON t (a);
-- statement
ALTER TABLE t ADD CONSTRAINT t_pk PRIMARY KEY USING INDEX t_pk;

-- case: primary-key/add-using-index-nullable-with-check
-- setup
CREATE UNIQUE INDEX t_pk ON t (a);
ALTER TABLE t ADD CONSTRAINT a_there CHECK (a IS NOT NULL);
-- statement
ALTER TABLE t ADD CONSTRAINT t_pk PRIMARY KEY USING INDEX t_pk;

-- case: primary-key/add-using-index-nullable-set-not-null-together
-- setup
CREATE UNIQUE INDEX t_pk ON t (a);
-- statement
ALTER TABLE t ALTER COLUMN a SET NOT NULL, ADD CONSTRAINT t_pk PRIMARY KEY USING INDEX t_pk;

-- case: primary-key/add-second
-- remarks: refused
-- setup
ALTER TABLE t ADD PRIMARY KEY (id);
-- statement
ALTER TABLE t ADD PRIMARY KEY (a);

-- case: primary-key/add-partitioned
-- statement
ALTER TABLE m ADD PRIMARY KEY (id);

-- case: primary-key/add-partitioned-nullable
-- statement
ALTER TABLE m ADD PRIMARY KEY (id, k);

-- case: primary-key/add-partitioned-partitions-have-index
-- setup
CREATE UNIQUE INDEX m_1_id ON m_1 (id);
CREATE UNIQUE INDEX m_2_id ON m_2 (id);
-- statement
ALTER TABLE m ADD PRIMARY KEY (id);

-- case: primary-key/add-partitioned-partitions-have-it
-- setup
ALTER TABLE m_1 ADD PRIMARY KEY (id);
ALTER TABLE m_2 ADD PRIMARY KEY (id);
-- statement
ALTER TABLE m ADD PRIMARY KEY (id);

-- case: primary-key/add-inheritance-parent-nullable
-- setup
CREATE TABLE parent (id int);
CREATE TABLE child (extra int) INHERITS (parent);
INSERT INTO parent VALUES (1);
INSERT INTO child VALUES (1, 1);
-- statement
ALTER TABLE parent ADD PRIMARY KEY (id);

-- case: primary-key/drop
-- setup
ALTER TABLE t ADD PRIMARY KEY (id);
-- statement
ALTER TABLE t DROP CONSTRAINT t_pkey;

-- case: primary-key/drop-and-add
-- setup
ALTER TABLE t ADD PRIMARY KEY (id);
-- statement
ALTER TABLE t DROP CONSTRAINT t_pkey, ADD PRIMARY KEY (id, a);

-- case: primary-key/swap-using-index
-- remarks: the step that ends an int to bigint change
-- setup
ALTER TABLE t ADD PRIMARY KEY (id);
ALTER TABLE t ALTER COLUMN a SET NOT NULL;
CREATE UNIQUE INDEX t_new ON t (a);
-- statement
ALTER TABLE t DROP CONSTRAINT t_pkey, ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_new;

-- case: primary-key/without-overlaps
-- remarks: from 18 on
-- setup
CREATE EXTENSION btree_gist;
ALTER TABLE t ALTER COLUMN r SET NOT NULL;
-- statement
ALTER TABLE t ADD PRIMARY KEY (id, r WITHOUT OVERLAPS);

-- case: exclude/add
-- statement
ALTER TABLE t ADD CONSTRAINT t_r_excl EXCLUDE USING gist (r WITH &&);

-- case: exclude/add-partial
-- statement
ALTER TABLE t ADD CONSTRAINT t_r_excl EXCLUDE USING gist (r WITH &&) WHERE (a > 0);

-- case: exclude/add-not-valid
-- remarks: refused
-- statement
ALTER TABLE t ADD CONSTRAINT t_r_excl EXCLUDE USING gist (r WITH &&) NOT VALID;

-- case: exclude/add-btree
-- statement
ALTER TABLE t ADD CONSTRAINT t_a_excl EXCLUDE (a WITH =);

-- case: exclude/add-partitioned
-- remarks: from 17 on, when the partition key is compared for equality
-- statement
ALTER TABLE m ADD CONSTRAINT m_excl EXCLUDE (id WITH =);

-- case: exclude/drop
-- setup
ALTER TABLE t ADD CONSTRAINT t_r_excl EXCLUDE USING gist (r WITH &&);
-- statement
ALTER TABLE t DROP CONSTRAINT t_r_excl;
