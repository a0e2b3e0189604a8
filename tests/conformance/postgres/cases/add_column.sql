-- setup of all cases
CREATE TABLE p (id int PRIMARY KEY, x text);
INSERT INTO p SELECT i, 'p' || i FROM generate_series(1, 10) i;
CREATE TABLE t (id int PRIMARY KEY, a int, b text);
INSERT INTO t SELECT i, i % 10 + 1, 'row ' || i FROM generate_series(1, 300) i;

-- case: add-column/nullable
-- statement
ALTER TABLE t ADD COLUMN c int;

-- case: add-column/several
-- statement
ALTER TABLE t ADD COLUMN c int, ADD COLUMN d text, ADD COLUMN e date;

-- case: add-column/default-constant
-- statement
ALTER TABLE t ADD COLUMN c int DEFAULT 7;

-- case: add-column/default-null
-- statement
ALTER TABLE t ADD COLUMN c int DEFAULT NULL;

-- case: add-column/default-cast-constant
-- statement
ALTER TABLE t ADD COLUMN c jsonb DEFAULT '{}'::jsonb;

-- case: add-column/default-array
-- statement
ALTER TABLE t ADD COLUMN c text[] DEFAULT ARRAY['a', 'b'];

-- case: add-column/default-immutable-function
-- remarks: evaluated once, stored as the missing value
-- statement
ALTER TABLE t ADD COLUMN c text DEFAULT lower('ABC');

-- case: add-column/default-now
-- remarks: stable: evaluated once
-- statement
ALTER TABLE t ADD COLUMN c timestamptz DEFAULT now();

-- case: add-column/default-current-timestamp
-- statement
ALTER TABLE t ADD COLUMN c timestamptz DEFAULT CURRENT_TIMESTAMP;

-- case: add-column/default-now-plus-interval
-- statement
ALTER TABLE t ADD COLUMN c timestamptz DEFAULT now() + interval '1 day';

-- case: add-column/default-current-user
-- statement
ALTER TABLE t ADD COLUMN c text DEFAULT current_user;

-- case: add-column/default-now-in-date
-- statement
ALTER TABLE t ADD COLUMN c date DEFAULT CURRENT_DATE;

-- case: add-column/default-clock-timestamp
-- remarks: volatile: every row is written
-- statement
ALTER TABLE t ADD COLUMN c timestamptz DEFAULT clock_timestamp();

-- case: add-column/default-random
-- statement
ALTER TABLE t ADD COLUMN c float8 DEFAULT random();

-- case: add-column/default-random-inside-expression
-- statement
ALTER TABLE t ADD COLUMN c int DEFAULT (1 + floor(random() * 10))::int;

-- case: add-column/default-gen-random-uuid
-- statement
ALTER TABLE t ADD COLUMN c uuid DEFAULT gen_random_uuid();

-- case: add-column/default-nextval
-- remarks: volatile; the sequence is used, so it is locked too
-- setup
CREATE SEQUENCE s;
-- statement
ALTER TABLE t ADD COLUMN c bigint DEFAULT nextval('s');

-- case: add-column/default-volatile-sql-function
-- remarks: declared volatile, but it is inlined to a constant before the question is asked
-- setup
CREATE FUNCTION f() RETURNS int LANGUAGE sql VOLATILE AS 'SELECT 1';
-- statement
ALTER TABLE t ADD COLUMN c int DEFAULT f();

-- case: add-column/default-volatile-plpgsql-function
-- setup
CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  RETURN 1;
END;
$$;
-- statement
ALTER TABLE t ADD COLUMN c int DEFAULT f();

-- case: add-column/default-undeclared-plpgsql-function
-- remarks: volatile is what a function is when nothing is said
-- setup
CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$
BEGIN
  RETURN 1;
END;
$$;
-- statement
ALTER TABLE t ADD COLUMN c int DEFAULT f();

-- case: add-column/default-stable-plpgsql-function
-- setup
CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN 1;
END;
$$;
-- statement
ALTER TABLE t ADD COLUMN c int DEFAULT f();

-- case: add-column/default-immutable-plpgsql-function
-- setup
CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN 1;
END;
$$;
-- statement
ALTER TABLE t ADD COLUMN c int DEFAULT f();

-- case: add-column/volatile-among-others
-- statement
ALTER TABLE t ADD COLUMN c int DEFAULT 1, ADD COLUMN d float8 DEFAULT random();

-- case: add-column/volatile-with-secondary-indexes
-- remarks: a rewrite builds every index of the table again
-- setup
CREATE INDEX t_a ON t (a);
CREATE INDEX t_b ON t (lower(b));
-- statement
ALTER TABLE t ADD COLUMN c uuid DEFAULT gen_random_uuid();

-- case: add-column/volatile-on-referenced-table
-- remarks: a rewrite of the referenced table does not touch the referencing one
-- setup
CREATE TABLE child (id int PRIMARY KEY, t_id int REFERENCES t);
INSERT INTO child SELECT i, i FROM generate_series(1, 10) i;
-- statement
ALTER TABLE t ADD COLUMN c float8 DEFAULT random();

-- case: add-column/volatile-on-referencing-table
-- setup
ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES p;
-- statement
ALTER TABLE t ADD COLUMN c float8 DEFAULT random();

-- case: add-column/not-null-default-constant
-- statement
ALTER TABLE t ADD COLUMN c int NOT NULL DEFAULT 0;

-- case: add-column/not-null-default-volatile
-- statement
ALTER TABLE t ADD COLUMN c uuid NOT NULL DEFAULT gen_random_uuid();

-- case: add-column/not-null-empty-table
-- remarks: on a table with rows it fails; the empty one is read
-- setup
CREATE TABLE e (id int PRIMARY KEY);
-- statement
ALTER TABLE e ADD COLUMN c int NOT NULL;

-- case: add-column/serial
-- statement
ALTER TABLE t ADD COLUMN c serial;

-- case: add-column/bigserial
-- statement
ALTER TABLE t ADD COLUMN c bigserial;

-- case: add-column/serial-primary-key
-- setup
CREATE TABLE n (a int);
INSERT INTO n SELECT i FROM generate_series(1, 100) i;
-- statement
ALTER TABLE n ADD COLUMN id serial PRIMARY KEY;

-- case: add-column/identity-always
-- statement
ALTER TABLE t ADD COLUMN c bigint GENERATED ALWAYS AS IDENTITY;

-- case: add-column/identity-by-default
-- statement
ALTER TABLE t ADD COLUMN c int GENERATED BY DEFAULT AS IDENTITY (START WITH 1000);

-- case: add-column/generated-stored
-- statement
ALTER TABLE t ADD COLUMN c int GENERATED ALWAYS AS (a * 2) STORED;

-- case: add-column/generated-stored-constant
-- remarks: no column in it, written all the same
-- statement
ALTER TABLE t ADD COLUMN c int GENERATED ALWAYS AS (1) STORED;

-- case: add-column/generated-virtual
-- statement
ALTER TABLE t ADD COLUMN c int GENERATED ALWAYS AS (a * 2) VIRTUAL;

-- case: add-column/generated-unsaid
-- remarks: VIRTUAL is what 18 takes when neither is said
-- statement
ALTER TABLE t ADD COLUMN c int GENERATED ALWAYS AS (a * 2);

-- case: add-column/generated-virtual-not-null
-- statement
ALTER TABLE t ADD COLUMN c int GENERATED ALWAYS AS (id * 2) VIRTUAL NOT NULL;

-- case: add-column/generated-virtual-check
-- statement
ALTER TABLE t ADD COLUMN c int GENERATED ALWAYS AS (id * 2) VIRTUAL CHECK (c > 0);

-- case: add-column/check
-- remarks: the whole table is read although the column is null everywhere
-- statement
ALTER TABLE t ADD COLUMN c int CHECK (c > 0);

-- case: add-column/check-default-constant
-- statement
ALTER TABLE t ADD COLUMN c int DEFAULT 1 CHECK (c > 0);

-- case: add-column/check-as-separate-action
-- statement
ALTER TABLE t ADD COLUMN c int, ADD CONSTRAINT c_positive CHECK (c > 0);

-- case: add-column/check-not-valid-as-separate-action
-- statement
ALTER TABLE t ADD COLUMN c int, ADD CONSTRAINT c_positive CHECK (c > 0) NOT VALID;

-- case: add-column/unique
-- statement
ALTER TABLE t ADD COLUMN c int UNIQUE;

-- case: add-column/primary-key
-- setup
CREATE TABLE n (a int);
INSERT INTO n SELECT i FROM generate_series(1, 100) i;
-- statement
ALTER TABLE n ADD COLUMN id uuid DEFAULT gen_random_uuid() PRIMARY KEY;

-- case: add-column/references
-- remarks: no DEFAULT clause: every value is null, so nothing is checked
-- statement
ALTER TABLE t ADD COLUMN p_id int REFERENCES p;

-- case: add-column/references-default-null
-- remarks: a DEFAULT clause is there, so the check is made
-- statement
ALTER TABLE t ADD COLUMN p_id int DEFAULT NULL REFERENCES p;

-- case: add-column/references-default-constant
-- statement
ALTER TABLE t ADD COLUMN p_id int DEFAULT 1 REFERENCES p;

-- case: add-column/references-not-null-default
-- statement
ALTER TABLE t ADD COLUMN p_id int NOT NULL DEFAULT 1 REFERENCES p (id) ON DELETE CASCADE;

-- case: add-column/references-deferrable
-- statement
ALTER TABLE t ADD COLUMN p_id int REFERENCES p DEFERRABLE INITIALLY DEFERRED;

-- case: add-column/references-self
-- statement
ALTER TABLE t ADD COLUMN parent_id int REFERENCES t;

-- case: add-column/references-as-separate-action
-- statement
ALTER TABLE t ADD COLUMN p_id int, ADD FOREIGN KEY (p_id) REFERENCES p;

-- case: add-column/references-not-valid-as-separate-action
-- statement
ALTER TABLE t ADD COLUMN p_id int, ADD FOREIGN KEY (p_id) REFERENCES p NOT VALID;

-- case: add-column/references-named
-- statement
ALTER TABLE t ADD COLUMN p_id int CONSTRAINT t_p_fk REFERENCES p (id) ON DELETE SET NULL;

-- case: add-column/domain
-- setup
CREATE DOMAIN d AS text;
-- statement
ALTER TABLE t ADD COLUMN c d;

-- case: add-column/domain-with-default
-- setup
CREATE DOMAIN d AS text DEFAULT 'x';
-- statement
ALTER TABLE t ADD COLUMN c d;

-- case: add-column/domain-check
-- remarks: constrained: every row is written, although all get null
-- setup
CREATE DOMAIN d AS text CHECK (VALUE <> '');
-- statement
ALTER TABLE t ADD COLUMN c d;

-- case: add-column/domain-check-default-constant
-- setup
CREATE DOMAIN d AS text CHECK (VALUE <> '');
-- statement
ALTER TABLE t ADD COLUMN c d DEFAULT 'x';

-- case: add-column/domain-not-null-default-constant
-- setup
CREATE DOMAIN d AS text NOT NULL;
-- statement
ALTER TABLE t ADD COLUMN c d DEFAULT 'x';

-- case: add-column/domain-over-constrained-domain
-- setup
CREATE DOMAIN base AS text CHECK (VALUE <> '');
CREATE DOMAIN d AS base;
-- statement
ALTER TABLE t ADD COLUMN c d;

-- case: add-column/domain-check-array
-- remarks: an array of the domain is not the domain
-- setup
CREATE DOMAIN d AS text CHECK (VALUE <> '');
-- statement
ALTER TABLE t ADD COLUMN c d[];

-- case: add-column/enum-default
-- setup
CREATE TYPE mood AS ENUM ('sad', 'happy');
-- statement
ALTER TABLE t ADD COLUMN c mood DEFAULT 'sad';

-- case: add-column/composite-type
-- setup
CREATE TYPE pair AS (x int, y int);
-- statement
ALTER TABLE t ADD COLUMN c pair;

-- case: add-column/collate
-- statement
ALTER TABLE t ADD COLUMN c text COLLATE "C" DEFAULT 'x';

-- case: add-column/compression
-- statement
ALTER TABLE t ADD COLUMN c text COMPRESSION pglz;

-- case: add-column/storage
-- statement
ALTER TABLE t ADD COLUMN c text STORAGE EXTERNAL;

-- case: add-column/if-not-exists-new
-- statement
ALTER TABLE t ADD COLUMN IF NOT EXISTS c int;

-- case: add-column/if-not-exists-there
-- remarks: does nothing, and locks as if it did
-- statement
ALTER TABLE t ADD COLUMN IF NOT EXISTS a int;

-- case: add-column/if-not-exists-there-volatile-default
-- statement
ALTER TABLE t ADD COLUMN IF NOT EXISTS a int DEFAULT random();

-- case: add-column/if-not-exists-there-references
-- remarks: what an existing column would have got is another surprise
-- statement
ALTER TABLE t ADD COLUMN IF NOT EXISTS a int REFERENCES p;

-- case: add-column/table-if-exists-missing
-- statement
ALTER TABLE IF EXISTS missing ADD COLUMN c int;

-- case: add-column/with-dependent-view
-- setup
CREATE VIEW v AS SELECT * FROM t;
-- statement
ALTER TABLE t ADD COLUMN c int;

-- case: add-column/temporary-table
-- setup
CREATE TEMP TABLE tt (a int);
INSERT INTO tt VALUES (1);
-- statement
ALTER TABLE tt ADD COLUMN c int;

-- case: add-column/partitioned
-- setup
CREATE TABLE m (id int, at date) PARTITION BY RANGE (at);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE m_2 PARTITION OF m FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
INSERT INTO m SELECT i, date '2020-01-01' + i FROM generate_series(1, 500) i;
-- statement
ALTER TABLE m ADD COLUMN c int DEFAULT 1;

-- case: add-column/partitioned-volatile
-- setup
CREATE TABLE m (id int, at date) PARTITION BY RANGE (at);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE m_2 PARTITION OF m FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
INSERT INTO m SELECT i, date '2020-01-01' + i FROM generate_series(1, 500) i;
-- statement
ALTER TABLE m ADD COLUMN c float8 DEFAULT random();

-- case: add-column/partitioned-references
-- setup
CREATE TABLE m (id int, at date) PARTITION BY RANGE (at);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM ('2020-01-01') TO ('2022-01-01');
INSERT INTO m SELECT i, date '2020-01-01' + i FROM generate_series(1, 500) i;
-- statement
ALTER TABLE m ADD COLUMN p_id int REFERENCES p;

-- case: add-column/partitioned-identity
-- remarks: from 17 on
-- setup
CREATE TABLE m (id int, at date) PARTITION BY RANGE (at);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM ('2020-01-01') TO ('2022-01-01');
INSERT INTO m SELECT i, date '2020-01-01' + i FROM generate_series(1, 500) i;
-- statement
ALTER TABLE m ADD COLUMN c bigint GENERATED ALWAYS AS IDENTITY;

-- case: add-column/inheritance-parent
-- setup
CREATE TABLE parent (id int);
CREATE TABLE child (extra int) INHERITS (parent);
INSERT INTO child VALUES (1, 1);
-- statement
ALTER TABLE parent ADD COLUMN c int DEFAULT 1;

-- case: add-column/inheritance-parent-only
-- setup
CREATE TABLE parent (id int);
CREATE TABLE child (extra int) INHERITS (parent);
INSERT INTO child VALUES (1, 1);
-- statement
ALTER TABLE ONLY parent ADD COLUMN c int;

-- case: add-column/foreign-table
-- setup
CREATE EXTENSION postgres_fdw;
CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw;
CREATE FOREIGN TABLE ft (id int) SERVER far;
-- statement
ALTER FOREIGN TABLE ft ADD COLUMN c int;
