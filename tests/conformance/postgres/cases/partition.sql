-- setup of all cases
CREATE TABLE m (id int NOT NULL, k int, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
INSERT INTO m SELECT i, i, date '2020-01-01' + i FROM generate_series(1, 300) i;
CREATE TABLE n (id int NOT NULL, k int, at date NOT NULL);
INSERT INTO n SELECT i, i, date '2021-01-01' + i FROM generate_series(1, 300) i;

-- case: attach-partition/plain
-- statement
ALTER TABLE m ATTACH PARTITION n FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');

-- case: attach-partition/proved-by-check
-- setup
ALTER TABLE n ADD CONSTRAINT n_at CHECK (at >= '2021-01-01' AND at < '2022-01-01');
-- statement
ALTER TABLE m ATTACH PARTITION n FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');

-- case: attach-partition/proved-by-check-with-is-not-null
-- remarks: needed where the key column is nullable
-- setup
ALTER TABLE n ADD CONSTRAINT n_at CHECK (at IS NOT NULL AND at >= '2021-01-01' AND at < '2022-01-01');
-- statement
ALTER TABLE m ATTACH PARTITION n FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');

-- case: attach-partition/nullable-key-check-without-is-not-null
-- remarks: the bound says NOT NULL, the CHECK does not
-- setup
CREATE TABLE q (a int) PARTITION BY RANGE (a);
CREATE TABLE q_1 (a int);
INSERT INTO q_1 SELECT i FROM generate_series(1, 99) i;
ALTER TABLE q_1 ADD CONSTRAINT q_1_a CHECK (a >= 0 AND a < 100);
-- statement
ALTER TABLE q ATTACH PARTITION q_1 FOR VALUES FROM (0) TO (100);

-- case: attach-partition/proved-by-narrower-check
-- setup
ALTER TABLE n ADD CONSTRAINT n_at CHECK (at >= '2021-01-01' AND at < '2021-12-31');
-- statement
ALTER TABLE m ATTACH PARTITION n FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');

-- case: attach-partition/check-not-valid
-- setup
ALTER TABLE n ADD CONSTRAINT n_at CHECK (at >= '2021-01-01' AND at < '2022-01-01') NOT VALID;
-- statement
ALTER TABLE m ATTACH PARTITION n FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');

-- case: attach-partition/check-validated
-- setup
ALTER TABLE n ADD CONSTRAINT n_at CHECK (at >= '2021-01-01' AND at < '2022-01-01') NOT VALID;
ALTER TABLE n VALIDATE CONSTRAINT n_at;
-- statement
ALTER TABLE m ATTACH PARTITION n FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');

-- case: attach-partition/check-of-half-the-bound
-- setup
ALTER TABLE n ADD CONSTRAINT n_at CHECK (at >= '2021-01-01');
-- statement
ALTER TABLE m ATTACH PARTITION n FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');

-- case: attach-partition/list
-- setup
CREATE TABLE l (region text NOT NULL) PARTITION BY LIST (region);
CREATE TABLE l_eu (region text NOT NULL);
INSERT INTO l_eu SELECT 'de' FROM generate_series(1, 100);
-- statement
ALTER TABLE l ATTACH PARTITION l_eu FOR VALUES IN ('de', 'fr');

-- case: attach-partition/list-proved-by-in
-- setup
CREATE TABLE l (region text NOT NULL) PARTITION BY LIST (region);
CREATE TABLE l_eu (region text NOT NULL CHECK (region IN ('de', 'fr')));
INSERT INTO l_eu SELECT 'de' FROM generate_series(1, 100);
-- statement
ALTER TABLE l ATTACH PARTITION l_eu FOR VALUES IN ('de', 'fr');

-- case: attach-partition/hash
-- setup
CREATE TABLE h (id int) PARTITION BY HASH (id);
CREATE TABLE h_0 (id int);
-- statement
ALTER TABLE h ATTACH PARTITION h_0 FOR VALUES WITH (MODULUS 2, REMAINDER 0);

-- case: attach-partition/as-default
-- setup
CREATE TABLE rest (id int NOT NULL, k int, at date NOT NULL);
INSERT INTO rest VALUES (1, 1, '2030-01-01');
-- statement
ALTER TABLE m ATTACH PARTITION rest DEFAULT;

-- case: attach-partition/with-default-partition
-- remarks: the DEFAULT partition is read and locked, and with it the parent's readers wait
-- setup
CREATE TABLE rest PARTITION OF m DEFAULT;
INSERT INTO m VALUES (1, 1, '2030-01-01');
-- statement
ALTER TABLE m ATTACH PARTITION n FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');

-- case: attach-partition/with-default-partition-proved
-- setup
CREATE TABLE rest PARTITION OF m DEFAULT;
INSERT INTO m VALUES (1, 1, '2030-01-01');
ALTER TABLE rest ADD CONSTRAINT elsewhere CHECK (at >= '2022-01-01');
-- statement
ALTER TABLE m ATTACH PARTITION n FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');

-- case: attach-partition/all-proved-with-default-partition
-- setup
CREATE TABLE rest PARTITION OF m DEFAULT;
INSERT INTO m VALUES (1, 1, '2030-01-01');
ALTER TABLE rest ADD CONSTRAINT elsewhere CHECK (at >= '2022-01-01');
ALTER TABLE n ADD CONSTRAINT n_at CHECK (at >= '2021-01-01' AND at < '2022-01-01');
-- statement
ALTER TABLE m ATTACH PARTITION n FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');

-- case: attach-partition/missing-index
-- remarks: an index of the parent is built on the new partition, CHECK or no CHECK
-- setup
CREATE INDEX m_k ON m (k);
ALTER TABLE n ADD CONSTRAINT n_at CHECK (at >= '2021-01-01' AND at < '2022-01-01');
-- statement
ALTER TABLE m ATTACH PARTITION n FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');

-- case: attach-partition/matching-index
-- setup
CREATE INDEX m_k ON m (k);
CREATE INDEX n_k ON n (k);
ALTER TABLE n ADD CONSTRAINT n_at CHECK (at >= '2021-01-01' AND at < '2022-01-01');
-- statement
ALTER TABLE m ATTACH PARTITION n FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');

-- case: attach-partition/missing-primary-key
-- setup
ALTER TABLE m ADD PRIMARY KEY (id, at);
ALTER TABLE n ADD CONSTRAINT n_at CHECK (at >= '2021-01-01' AND at < '2022-01-01');
-- statement
ALTER TABLE m ATTACH PARTITION n FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');

-- case: attach-partition/matching-primary-key
-- setup
ALTER TABLE m ADD PRIMARY KEY (id, at);
ALTER TABLE n ADD PRIMARY KEY (id, at);
ALTER TABLE n ADD CONSTRAINT n_at CHECK (at >= '2021-01-01' AND at < '2022-01-01');
-- statement
ALTER TABLE m ATTACH PARTITION n FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');

-- case: attach-partition/missing-foreign-key
-- setup
CREATE TABLE p (id int PRIMARY KEY);
INSERT INTO p SELECT i FROM generate_series(1, 300) i;
ALTER TABLE m ADD FOREIGN KEY (k) REFERENCES p;
ALTER TABLE n ADD CONSTRAINT n_at CHECK (at >= '2021-01-01' AND at < '2022-01-01');
-- statement
ALTER TABLE m ATTACH PARTITION n FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');

-- case: attach-partition/matching-foreign-key
-- remarks: the partition's own is merged into the parent's
-- setup
CREATE TABLE p (id int PRIMARY KEY);
INSERT INTO p SELECT i FROM generate_series(1, 300) i;
ALTER TABLE m ADD FOREIGN KEY (k) REFERENCES p;
ALTER TABLE n ADD FOREIGN KEY (k) REFERENCES p;
ALTER TABLE n ADD CONSTRAINT n_at CHECK (at >= '2021-01-01' AND at < '2022-01-01');
-- statement
ALTER TABLE m ATTACH PARTITION n FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');

-- case: attach-partition/referenced-parent
-- setup
ALTER TABLE m ADD PRIMARY KEY (id, at);
ALTER TABLE n ADD PRIMARY KEY (id, at);
CREATE TABLE c (m_id int, m_at date, FOREIGN KEY (m_id, m_at) REFERENCES m (id, at));
ALTER TABLE n ADD CONSTRAINT n_at CHECK (at >= '2021-01-01' AND at < '2022-01-01');
-- statement
ALTER TABLE m ATTACH PARTITION n FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');

-- case: attach-partition/row-trigger
-- setup
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RETURN NEW;
END;
$$;
CREATE TRIGGER tr AFTER INSERT ON m FOR EACH ROW EXECUTE FUNCTION f();
-- statement
ALTER TABLE m ATTACH PARTITION n FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');

-- case: attach-partition/subpartitioned
-- setup
CREATE TABLE sub (id int NOT NULL, k int, at date NOT NULL) PARTITION BY RANGE (k);
CREATE TABLE sub_1 PARTITION OF sub FOR VALUES FROM (0) TO (1000);
INSERT INTO sub SELECT i, i, date '2021-01-01' + i FROM generate_series(1, 300) i;
-- statement
ALTER TABLE m ATTACH PARTITION sub FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');

-- case: attach-partition/into-subpartitioned
-- remarks: the parent is itself a partition
-- setup
CREATE TABLE top (id int NOT NULL, k int, at date NOT NULL) PARTITION BY RANGE (k);
ALTER TABLE top ATTACH PARTITION m FOR VALUES FROM (0) TO (1000);
-- statement
ALTER TABLE m ATTACH PARTITION n FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');

-- case: detach-partition/plain
-- statement
ALTER TABLE m DETACH PARTITION m_1;

-- case: detach-partition/with-default-partition
-- setup
CREATE TABLE rest PARTITION OF m DEFAULT;
-- statement
ALTER TABLE m DETACH PARTITION m_1;

-- case: detach-partition/with-index
-- setup
CREATE INDEX m_k ON m (k);
-- statement
ALTER TABLE m DETACH PARTITION m_1;

-- case: detach-partition/with-foreign-key
-- setup
CREATE TABLE p (id int PRIMARY KEY);
INSERT INTO p SELECT i FROM generate_series(1, 300) i;
ALTER TABLE m ADD FOREIGN KEY (k) REFERENCES p;
-- statement
ALTER TABLE m DETACH PARTITION m_1;

-- case: detach-partition/referenced-parent
-- remarks: rows that are referenced must not go: the referencing table is read
-- setup
ALTER TABLE m ADD PRIMARY KEY (id, at);
CREATE TABLE c (m_id int, m_at date, FOREIGN KEY (m_id, m_at) REFERENCES m (id, at));
-- statement
ALTER TABLE m DETACH PARTITION m_1;

-- case: detach-partition/concurrently
-- remarks: from 14 on
-- statement
ALTER TABLE m DETACH PARTITION m_1 CONCURRENTLY;

-- case: detach-partition/concurrently-with-index
-- setup
CREATE INDEX m_k ON m (k);
-- statement
ALTER TABLE m DETACH PARTITION m_1 CONCURRENTLY;

-- case: detach-partition/concurrently-with-foreign-key
-- setup
CREATE TABLE p (id int PRIMARY KEY);
INSERT INTO p SELECT i FROM generate_series(1, 300) i;
ALTER TABLE m ADD FOREIGN KEY (k) REFERENCES p;
-- statement
ALTER TABLE m DETACH PARTITION m_1 CONCURRENTLY;

-- case: detach-partition/concurrently-with-default-partition
-- remarks: refused
-- setup
CREATE TABLE rest PARTITION OF m DEFAULT;
-- statement
ALTER TABLE m DETACH PARTITION m_1 CONCURRENTLY;

-- case: detach-partition/finalize
-- setup, interrupted while open: SELECT count(*) FROM m
ALTER TABLE m DETACH PARTITION m_1 CONCURRENTLY;
-- statement
ALTER TABLE m DETACH PARTITION m_1 FINALIZE;

-- case: create-partition/of
-- statement
CREATE TABLE m_2 PARTITION OF m FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');

-- case: create-partition/of-with-default-partition
-- setup
CREATE TABLE rest PARTITION OF m DEFAULT;
INSERT INTO m VALUES (1, 1, '2030-01-01');
-- statement
CREATE TABLE m_2 PARTITION OF m FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');

-- case: create-partition/of-with-default-partition-proved
-- setup
CREATE TABLE rest PARTITION OF m DEFAULT;
INSERT INTO m VALUES (1, 1, '2030-01-01');
ALTER TABLE rest ADD CONSTRAINT elsewhere CHECK (at >= '2022-01-01');
-- statement
CREATE TABLE m_2 PARTITION OF m FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');

-- case: create-partition/default
-- statement
CREATE TABLE rest PARTITION OF m DEFAULT;

-- case: create-partition/with-parents-index-and-foreign-key
-- setup
CREATE TABLE p (id int PRIMARY KEY);
INSERT INTO p SELECT i FROM generate_series(1, 300) i;
ALTER TABLE m ADD FOREIGN KEY (k) REFERENCES p;
CREATE INDEX m_k ON m (k);
-- statement
CREATE TABLE m_2 PARTITION OF m FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');

-- case: create-partition/of-referenced-parent
-- setup
ALTER TABLE m ADD PRIMARY KEY (id, at);
CREATE TABLE c (m_id int, m_at date, FOREIGN KEY (m_id, m_at) REFERENCES m (id, at));
-- statement
CREATE TABLE m_2 PARTITION OF m FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');

-- case: create-partition/like-then-attach-in-one-transaction
-- remarks: the way round the lock of CREATE TABLE ... PARTITION OF
-- same transaction
CREATE TABLE m_2 (LIKE m INCLUDING ALL);
-- statement
ALTER TABLE m ATTACH PARTITION m_2 FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');

-- case: drop-partition/plain
-- statement
DROP TABLE m_1;

-- case: drop-partition/with-default-partition
-- setup
CREATE TABLE rest PARTITION OF m DEFAULT;
-- statement
DROP TABLE m_1;

-- case: drop-partition/default
-- setup
CREATE TABLE rest PARTITION OF m DEFAULT;
-- statement
DROP TABLE rest;

-- case: drop-partition/with-foreign-key
-- setup
CREATE TABLE p (id int PRIMARY KEY);
INSERT INTO p SELECT i FROM generate_series(1, 300) i;
ALTER TABLE m ADD FOREIGN KEY (k) REFERENCES p;
-- statement
DROP TABLE m_1;

-- case: drop-partition/whole-table
-- setup
CREATE INDEX m_k ON m (k);
-- statement
DROP TABLE m;

-- case: inherit/add
-- setup
CREATE TABLE parent (id int NOT NULL, k int, at date NOT NULL);
-- statement
ALTER TABLE n INHERIT parent;

-- case: inherit/remove
-- setup
CREATE TABLE parent (id int);
CREATE TABLE child (extra int) INHERITS (parent);
-- statement
ALTER TABLE child NO INHERIT parent;

-- case: inherit/create-child
-- statement
CREATE TABLE child (extra int) INHERITS (n);
