-- setup of all cases
CREATE TABLE p (id int PRIMARY KEY, u int UNIQUE, x int, y int, UNIQUE (x, y));
INSERT INTO p SELECT i, i, i, i FROM generate_series(1, 300) i;
CREATE TABLE c (id int PRIMARY KEY, p_id int, x int, y int);
INSERT INTO c SELECT i, i, i, i FROM generate_series(1, 300) i;
CREATE TABLE mp (id int PRIMARY KEY, v int) PARTITION BY RANGE (id);
CREATE TABLE mp_1 PARTITION OF mp FOR VALUES FROM (0) TO (200);
CREATE TABLE mp_2 PARTITION OF mp FOR VALUES FROM (200) TO (400);
INSERT INTO mp SELECT i, i FROM generate_series(1, 300) i;
CREATE TABLE mc (id int, p_id int) PARTITION BY RANGE (id);
CREATE TABLE mc_1 PARTITION OF mc FOR VALUES FROM (0) TO (200);
CREATE TABLE mc_2 PARTITION OF mc FOR VALUES FROM (200) TO (400);
INSERT INTO mc SELECT i, i FROM generate_series(1, 300) i;

-- case: foreign-key/add
-- statement
ALTER TABLE c ADD CONSTRAINT c_p FOREIGN KEY (p_id) REFERENCES p (id);

-- case: foreign-key/add-unnamed
-- statement
ALTER TABLE c ADD FOREIGN KEY (p_id) REFERENCES p;

-- case: foreign-key/add-not-valid
-- statement
ALTER TABLE c ADD CONSTRAINT c_p FOREIGN KEY (p_id) REFERENCES p (id) NOT VALID;

-- case: foreign-key/validate
-- setup
ALTER TABLE c ADD CONSTRAINT c_p FOREIGN KEY (p_id) REFERENCES p (id) NOT VALID;
-- statement
ALTER TABLE c VALIDATE CONSTRAINT c_p;

-- case: foreign-key/validate-again
-- setup
ALTER TABLE c ADD CONSTRAINT c_p FOREIGN KEY (p_id) REFERENCES p (id);
-- statement
ALTER TABLE c VALIDATE CONSTRAINT c_p;

-- case: foreign-key/add-indexed
-- setup
CREATE INDEX c_p_id ON c (p_id);
-- statement
ALTER TABLE c ADD CONSTRAINT c_p FOREIGN KEY (p_id) REFERENCES p (id);

-- case: foreign-key/add-to-unique
-- statement
ALTER TABLE c ADD CONSTRAINT c_p FOREIGN KEY (p_id) REFERENCES p (u);

-- case: foreign-key/add-composite
-- statement
ALTER TABLE c ADD CONSTRAINT c_p FOREIGN KEY (x, y) REFERENCES p (x, y);

-- case: foreign-key/add-composite-match-full-not-valid
-- statement
ALTER TABLE c ADD CONSTRAINT c_p FOREIGN KEY (x, y) REFERENCES p (x, y) MATCH FULL NOT VALID;

-- case: foreign-key/add-actions
-- statement
ALTER TABLE c ADD CONSTRAINT c_p FOREIGN KEY (p_id) REFERENCES p (id) ON DELETE CASCADE ON UPDATE SET NULL;

-- case: foreign-key/add-deferrable
-- statement
ALTER TABLE c ADD CONSTRAINT c_p FOREIGN KEY (p_id) REFERENCES p (id) DEFERRABLE INITIALLY DEFERRED;

-- case: foreign-key/add-self
-- statement
ALTER TABLE c ADD CONSTRAINT c_c FOREIGN KEY (p_id) REFERENCES c (id);

-- case: foreign-key/add-self-not-valid
-- statement
ALTER TABLE c ADD CONSTRAINT c_c FOREIGN KEY (p_id) REFERENCES c (id) NOT VALID;

-- case: foreign-key/validate-self
-- setup
ALTER TABLE c ADD CONSTRAINT c_c FOREIGN KEY (p_id) REFERENCES c (id) NOT VALID;
-- statement
ALTER TABLE c VALIDATE CONSTRAINT c_c;

-- case: foreign-key/add-two
-- statement
ALTER TABLE c ADD FOREIGN KEY (p_id) REFERENCES p (id), ADD FOREIGN KEY (x) REFERENCES mp (id);

-- case: foreign-key/add-to-empty-table
-- setup
CREATE TABLE e (p_id int);
-- statement
ALTER TABLE e ADD FOREIGN KEY (p_id) REFERENCES p;

-- case: foreign-key/add-other-type
-- remarks: bigint to int: a cross-type comparison
-- setup
CREATE TABLE b (p_id bigint);
INSERT INTO b SELECT i FROM generate_series(1, 100) i;
-- statement
ALTER TABLE b ADD FOREIGN KEY (p_id) REFERENCES p;

-- case: foreign-key/add-other-schema
-- setup
CREATE SCHEMA far;
CREATE TABLE far.p (id int PRIMARY KEY);
INSERT INTO far.p SELECT i FROM generate_series(1, 300) i;
-- statement
ALTER TABLE c ADD FOREIGN KEY (p_id) REFERENCES far.p;

-- case: foreign-key/add-second
-- remarks: an earlier foreign key to the same table changes nothing
-- setup
ALTER TABLE c ADD FOREIGN KEY (p_id) REFERENCES p;
-- statement
ALTER TABLE c ADD FOREIGN KEY (x) REFERENCES p;

-- case: foreign-key/add-not-valid-and-validate
-- statement
ALTER TABLE c ADD CONSTRAINT c_p FOREIGN KEY (p_id) REFERENCES p (id) NOT VALID, VALIDATE CONSTRAINT c_p;

-- case: foreign-key/add-referencing-partitioned
-- statement
ALTER TABLE c ADD CONSTRAINT c_mp FOREIGN KEY (p_id) REFERENCES mp (id);

-- case: foreign-key/add-referencing-partitioned-not-valid
-- statement
ALTER TABLE c ADD CONSTRAINT c_mp FOREIGN KEY (p_id) REFERENCES mp (id) NOT VALID;

-- case: foreign-key/validate-referencing-partitioned
-- setup
ALTER TABLE c ADD CONSTRAINT c_mp FOREIGN KEY (p_id) REFERENCES mp (id) NOT VALID;
-- statement
ALTER TABLE c VALIDATE CONSTRAINT c_mp;

-- case: foreign-key/add-on-partitioned
-- statement
ALTER TABLE mc ADD CONSTRAINT mc_p FOREIGN KEY (p_id) REFERENCES p (id);

-- case: foreign-key/add-on-partitioned-not-valid
-- remarks: from 18 on
-- statement
ALTER TABLE mc ADD CONSTRAINT mc_p FOREIGN KEY (p_id) REFERENCES p (id) NOT VALID;

-- case: foreign-key/validate-on-partitioned
-- setup
ALTER TABLE mc ADD CONSTRAINT mc_p FOREIGN KEY (p_id) REFERENCES p (id) NOT VALID;
-- statement
ALTER TABLE mc VALIDATE CONSTRAINT mc_p;

-- case: foreign-key/add-on-partitioned-partitions-have-it
-- remarks: the partitions' own constraints are taken over
-- setup
ALTER TABLE mc_1 ADD FOREIGN KEY (p_id) REFERENCES p (id);
ALTER TABLE mc_2 ADD FOREIGN KEY (p_id) REFERENCES p (id);
-- statement
ALTER TABLE mc ADD CONSTRAINT mc_p FOREIGN KEY (p_id) REFERENCES p (id);

-- case: foreign-key/add-on-one-partition
-- statement
ALTER TABLE mc_1 ADD FOREIGN KEY (p_id) REFERENCES p (id);

-- case: foreign-key/add-on-partitioned-only
-- statement
ALTER TABLE ONLY mc ADD FOREIGN KEY (p_id) REFERENCES p (id);

-- case: foreign-key/add-both-partitioned
-- statement
ALTER TABLE mc ADD CONSTRAINT mc_mp FOREIGN KEY (p_id) REFERENCES mp (id);

-- case: foreign-key/add-not-enforced
-- remarks: from 18 on
-- statement
ALTER TABLE c ADD CONSTRAINT c_p FOREIGN KEY (p_id) REFERENCES p (id) NOT ENFORCED;

-- case: foreign-key/drop
-- setup
ALTER TABLE c ADD CONSTRAINT c_p FOREIGN KEY (p_id) REFERENCES p (id);
-- statement
ALTER TABLE c DROP CONSTRAINT c_p;

-- case: foreign-key/drop-not-valid
-- setup
ALTER TABLE c ADD CONSTRAINT c_p FOREIGN KEY (p_id) REFERENCES p (id) NOT VALID;
-- statement
ALTER TABLE c DROP CONSTRAINT c_p;

-- case: foreign-key/drop-self
-- setup
ALTER TABLE c ADD CONSTRAINT c_c FOREIGN KEY (p_id) REFERENCES c (id);
-- statement
ALTER TABLE c DROP CONSTRAINT c_c;

-- case: foreign-key/drop-if-exists-missing
-- statement
ALTER TABLE c DROP CONSTRAINT IF EXISTS c_p;

-- case: foreign-key/drop-to-partitioned
-- setup
ALTER TABLE c ADD CONSTRAINT c_mp FOREIGN KEY (p_id) REFERENCES mp (id);
-- statement
ALTER TABLE c DROP CONSTRAINT c_mp;

-- case: foreign-key/drop-on-partitioned
-- setup
ALTER TABLE mc ADD CONSTRAINT mc_p FOREIGN KEY (p_id) REFERENCES p (id);
-- statement
ALTER TABLE mc DROP CONSTRAINT mc_p;

-- case: foreign-key/drop-not-enforced
-- setup
ALTER TABLE c ADD CONSTRAINT c_p FOREIGN KEY (p_id) REFERENCES p (id) NOT ENFORCED;
-- statement
ALTER TABLE c DROP CONSTRAINT c_p;

-- case: foreign-key/drop-column
-- setup
ALTER TABLE c ADD CONSTRAINT c_p FOREIGN KEY (p_id) REFERENCES p (id);
-- statement
ALTER TABLE c DROP COLUMN p_id;

-- case: foreign-key/drop-referenced-column-cascade
-- setup
ALTER TABLE c ADD CONSTRAINT c_p FOREIGN KEY (p_id) REFERENCES p (u);
-- statement
ALTER TABLE p DROP COLUMN u CASCADE;

-- case: foreign-key/drop-referenced-primary-key
-- remarks: refused
-- setup
ALTER TABLE c ADD CONSTRAINT c_p FOREIGN KEY (p_id) REFERENCES p (id);
-- statement
ALTER TABLE p DROP CONSTRAINT p_pkey;

-- case: foreign-key/drop-referenced-primary-key-cascade
-- setup
ALTER TABLE c ADD CONSTRAINT c_p FOREIGN KEY (p_id) REFERENCES p (id);
-- statement
ALTER TABLE p DROP CONSTRAINT p_pkey CASCADE;

-- case: foreign-key/drop-and-add
-- remarks: to change its action, in one statement
-- setup
ALTER TABLE c ADD CONSTRAINT c_p FOREIGN KEY (p_id) REFERENCES p (id);
-- statement
ALTER TABLE c DROP CONSTRAINT c_p, ADD CONSTRAINT c_p FOREIGN KEY (p_id) REFERENCES p (id) ON DELETE CASCADE;

-- case: foreign-key/rename
-- setup
ALTER TABLE c ADD CONSTRAINT c_p FOREIGN KEY (p_id) REFERENCES p (id);
-- statement
ALTER TABLE c RENAME CONSTRAINT c_p TO c_p_fkey;

-- case: foreign-key/alter-deferrable
-- setup
ALTER TABLE c ADD CONSTRAINT c_p FOREIGN KEY (p_id) REFERENCES p (id);
-- statement
ALTER TABLE c ALTER CONSTRAINT c_p DEFERRABLE INITIALLY DEFERRED;

-- case: foreign-key/alter-deferrable-unchanged
-- setup
ALTER TABLE c ADD CONSTRAINT c_p FOREIGN KEY (p_id) REFERENCES p (id) DEFERRABLE;
-- statement
ALTER TABLE c ALTER CONSTRAINT c_p DEFERRABLE;

-- case: foreign-key/alter-deferrable-partitioned
-- setup
ALTER TABLE mc ADD CONSTRAINT mc_p FOREIGN KEY (p_id) REFERENCES p (id);
-- statement
ALTER TABLE mc ALTER CONSTRAINT mc_p DEFERRABLE;

-- case: foreign-key/alter-deferrable-to-partitioned
-- setup
ALTER TABLE c ADD CONSTRAINT c_mp FOREIGN KEY (p_id) REFERENCES mp (id);
-- statement
ALTER TABLE c ALTER CONSTRAINT c_mp DEFERRABLE;

-- case: foreign-key/alter-not-enforced
-- remarks: from 18 on
-- setup
ALTER TABLE c ADD CONSTRAINT c_p FOREIGN KEY (p_id) REFERENCES p (id);
-- statement
ALTER TABLE c ALTER CONSTRAINT c_p NOT ENFORCED;

-- case: foreign-key/alter-enforced
-- remarks: it is checked now
-- setup
ALTER TABLE c ADD CONSTRAINT c_p FOREIGN KEY (p_id) REFERENCES p (id) NOT ENFORCED;
-- statement
ALTER TABLE c ALTER CONSTRAINT c_p ENFORCED;

-- case: foreign-key/alter-not-enforced-partitioned
-- setup
ALTER TABLE mc ADD CONSTRAINT mc_p FOREIGN KEY (p_id) REFERENCES p (id);
-- statement
ALTER TABLE mc ALTER CONSTRAINT mc_p NOT ENFORCED;

-- case: foreign-key/validate-not-enforced
-- remarks: refused
-- setup
ALTER TABLE c ADD CONSTRAINT c_p FOREIGN KEY (p_id) REFERENCES p (id) NOT ENFORCED;
-- statement
ALTER TABLE c VALIDATE CONSTRAINT c_p;

-- case: foreign-key/add-period
-- remarks: temporal keys are 18's
-- setup
CREATE EXTENSION btree_gist;
CREATE TABLE room (id int, during daterange, PRIMARY KEY (id, during WITHOUT OVERLAPS));
CREATE TABLE stay (room_id int, during daterange);
INSERT INTO room VALUES (1, '[2020-01-01,2021-01-01)');
INSERT INTO stay VALUES (1, '[2020-02-01,2020-03-01)');
-- statement
ALTER TABLE stay ADD FOREIGN KEY (room_id, PERIOD during) REFERENCES room (id, PERIOD during);

-- case: foreign-key/pending-events
-- remarks: a row changed before in this transaction: refused
-- setup
ALTER TABLE c ADD CONSTRAINT c_p FOREIGN KEY (p_id) REFERENCES p (id) DEFERRABLE INITIALLY DEFERRED;
-- same transaction
UPDATE c SET p_id = 2 WHERE id = 1;
-- statement
ALTER TABLE c ADD COLUMN z int;
