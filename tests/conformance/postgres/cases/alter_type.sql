-- setup of all cases
CREATE TABLE t (
  id int PRIMARY KEY,
  a int,
  big bigint,
  small smallint,
  o oid,
  v50 varchar(50),
  vfree varchar,
  tx text,
  c10 char(10),
  va varchar(10)[],
  n numeric,
  n10 numeric(10, 2),
  ts timestamp,
  ts3 timestamp(3),
  tz timestamptz,
  d date,
  ti3 time(3),
  iv interval,
  iv3 interval(3),
  b8 bit(8),
  vb8 bit varying(8),
  ip inet,
  net cidr,
  j json,
  jb jsonb,
  x xml
);
INSERT INTO t SELECT i, i, i, i, i, 'v' || i, 'v' || i, i, 'c' || i, ARRAY['x'], i, i,
  '2020-01-01', '2020-01-01', '2020-01-01', '2020-01-01', '10:00', '1 day', '1 day',
  B'00000001', B'1', '10.0.0.1', '10.0.0.0/8', '{}', '{}', NULL
  FROM generate_series(1, 300) i;

-- case: alter-type/int-to-bigint
-- statement
ALTER TABLE t ALTER COLUMN a TYPE bigint;

-- case: alter-type/bigint-to-int
-- statement
ALTER TABLE t ALTER COLUMN big TYPE int;

-- case: alter-type/smallint-to-int
-- statement
ALTER TABLE t ALTER COLUMN small TYPE int;

-- case: alter-type/int-to-int
-- remarks: the same type
-- statement
ALTER TABLE t ALTER COLUMN a TYPE int;

-- case: alter-type/int-to-int-using-itself
-- statement
ALTER TABLE t ALTER COLUMN a TYPE int USING a;

-- case: alter-type/int-to-int-using-expression
-- statement
ALTER TABLE t ALTER COLUMN a TYPE int USING a + 1;

-- case: alter-type/int-to-oid
-- statement
ALTER TABLE t ALTER COLUMN a TYPE oid;

-- case: alter-type/oid-to-int
-- statement
ALTER TABLE t ALTER COLUMN o TYPE int;

-- case: alter-type/int-to-text
-- statement
ALTER TABLE t ALTER COLUMN a TYPE text;

-- case: alter-type/int-to-numeric
-- statement
ALTER TABLE t ALTER COLUMN a TYPE numeric;

-- case: alter-type/int-to-bigint-using-cast
-- statement
ALTER TABLE t ALTER COLUMN a SET DATA TYPE bigint USING a::bigint;

-- case: alter-type/text-to-int-using
-- statement
ALTER TABLE t ALTER COLUMN tx TYPE int USING tx::int;

-- case: alter-type/text-to-int
-- remarks: no implicit cast: refused
-- statement
ALTER TABLE t ALTER COLUMN tx TYPE int;

-- case: alter-type/varchar-wider
-- statement
ALTER TABLE t ALTER COLUMN v50 TYPE varchar(100);

-- case: alter-type/varchar-wider-using-itself
-- statement
ALTER TABLE t ALTER COLUMN v50 TYPE varchar(100) USING v50::varchar(100);

-- case: alter-type/varchar-narrower
-- statement
ALTER TABLE t ALTER COLUMN v50 TYPE varchar(20);

-- case: alter-type/varchar-unbounded-to-bounded
-- statement
ALTER TABLE t ALTER COLUMN vfree TYPE varchar(100);

-- case: alter-type/varchar-bounded-to-unbounded
-- statement
ALTER TABLE t ALTER COLUMN v50 TYPE varchar;

-- case: alter-type/varchar-to-text
-- statement
ALTER TABLE t ALTER COLUMN v50 TYPE text;

-- case: alter-type/text-to-varchar
-- statement
ALTER TABLE t ALTER COLUMN tx TYPE varchar;

-- case: alter-type/text-to-varchar-bounded
-- statement
ALTER TABLE t ALTER COLUMN tx TYPE varchar(100);

-- case: alter-type/char-wider
-- statement
ALTER TABLE t ALTER COLUMN c10 TYPE char(20);

-- case: alter-type/char-to-text
-- statement
ALTER TABLE t ALTER COLUMN c10 TYPE text;

-- case: alter-type/char-to-varchar
-- statement
ALTER TABLE t ALTER COLUMN c10 TYPE varchar(10);

-- case: alter-type/varchar-to-char
-- statement
ALTER TABLE t ALTER COLUMN v50 TYPE char(50);

-- case: alter-type/varchar-array-wider
-- statement
ALTER TABLE t ALTER COLUMN va TYPE varchar(20)[];

-- case: alter-type/varchar-array-to-text-array
-- statement
ALTER TABLE t ALTER COLUMN va TYPE text[];

-- case: alter-type/text-to-citext
-- setup
CREATE EXTENSION citext;
-- statement
ALTER TABLE t ALTER COLUMN tx TYPE citext;

-- case: alter-type/citext-to-text
-- setup
CREATE EXTENSION citext;
ALTER TABLE t ADD COLUMN ci citext;
-- statement
ALTER TABLE t ALTER COLUMN ci TYPE text;

-- case: alter-type/varchar-bounded-to-citext
-- setup
CREATE EXTENSION citext;
-- statement
ALTER TABLE t ALTER COLUMN v50 TYPE citext;

-- case: alter-type/text-to-bytea-using
-- statement
ALTER TABLE t ALTER COLUMN tx TYPE bytea USING tx::bytea;

-- case: alter-type/text-to-name
-- statement
ALTER TABLE t ALTER COLUMN tx TYPE name;

-- case: alter-type/numeric-more-precision
-- statement
ALTER TABLE t ALTER COLUMN n10 TYPE numeric(12, 2);

-- case: alter-type/numeric-more-scale
-- statement
ALTER TABLE t ALTER COLUMN n10 TYPE numeric(12, 4);

-- case: alter-type/numeric-less-precision
-- statement
ALTER TABLE t ALTER COLUMN n10 TYPE numeric(8, 2);

-- case: alter-type/numeric-to-unconstrained
-- statement
ALTER TABLE t ALTER COLUMN n10 TYPE numeric;

-- case: alter-type/numeric-unconstrained-to-constrained
-- statement
ALTER TABLE t ALTER COLUMN n TYPE numeric(10, 2);

-- case: alter-type/timestamp-to-timestamptz
-- remarks: the session's zone is Europe/Berlin
-- statement
ALTER TABLE t ALTER COLUMN ts TYPE timestamptz;

-- case: alter-type/timestamp-to-timestamptz-utc
-- setup
SET TimeZone = 'UTC';
-- statement
ALTER TABLE t ALTER COLUMN ts TYPE timestamptz;

-- case: alter-type/timestamp-to-timestamptz-gmt
-- setup
SET TimeZone = 'GMT';
-- statement
ALTER TABLE t ALTER COLUMN ts TYPE timestamptz;

-- case: alter-type/timestamp-to-timestamptz-etc-utc
-- setup
SET TIME ZONE 'Etc/UTC';
-- statement
ALTER TABLE t ALTER COLUMN ts TYPE timestamptz;

-- case: alter-type/timestamp-to-timestamptz-plus-zero
-- setup
SET TIME ZONE '+00';
-- statement
ALTER TABLE t ALTER COLUMN ts TYPE timestamptz;

-- case: alter-type/timestamp-to-timestamptz-london
-- remarks: GMT only in winter
-- setup
SET TimeZone = 'Europe/London';
-- statement
ALTER TABLE t ALTER COLUMN ts TYPE timestamptz;

-- case: alter-type/timestamp-to-timestamptz-using-at-time-zone
-- remarks: USING is not looked through, not even in a UTC session
-- setup
SET TimeZone = 'UTC';
-- statement
ALTER TABLE t ALTER COLUMN ts TYPE timestamptz USING ts AT TIME ZONE 'UTC';

-- case: alter-type/timestamptz-to-timestamp
-- statement
ALTER TABLE t ALTER COLUMN tz TYPE timestamp;

-- case: alter-type/timestamptz-to-timestamp-utc
-- setup
SET TimeZone = 'UTC';
-- statement
ALTER TABLE t ALTER COLUMN tz TYPE timestamp;

-- case: alter-type/timestamp-more-precision
-- statement
ALTER TABLE t ALTER COLUMN ts3 TYPE timestamp(6);

-- case: alter-type/timestamp-to-unconstrained
-- statement
ALTER TABLE t ALTER COLUMN ts3 TYPE timestamp;

-- case: alter-type/timestamp-less-precision
-- statement
ALTER TABLE t ALTER COLUMN ts TYPE timestamp(0);

-- case: alter-type/timestamptz-precision-utc-and-type
-- remarks: both the type and the precision change
-- setup
SET TimeZone = 'UTC';
-- statement
ALTER TABLE t ALTER COLUMN ts3 TYPE timestamptz(6);

-- case: alter-type/timestamp-to-date
-- statement
ALTER TABLE t ALTER COLUMN ts TYPE date;

-- case: alter-type/date-to-timestamp
-- statement
ALTER TABLE t ALTER COLUMN d TYPE timestamp;

-- case: alter-type/time-more-precision
-- statement
ALTER TABLE t ALTER COLUMN ti3 TYPE time(6);

-- case: alter-type/interval-more-precision
-- statement
ALTER TABLE t ALTER COLUMN iv3 TYPE interval(6);

-- case: alter-type/interval-less-precision
-- statement
ALTER TABLE t ALTER COLUMN iv TYPE interval(3);

-- case: alter-type/bit-varying-wider
-- statement
ALTER TABLE t ALTER COLUMN vb8 TYPE bit varying(16);

-- case: alter-type/bit-wider
-- statement
ALTER TABLE t ALTER COLUMN b8 TYPE bit(16) USING b8::bit(16);

-- case: alter-type/bit-to-bit-varying
-- statement
ALTER TABLE t ALTER COLUMN b8 TYPE bit varying(8);

-- case: alter-type/cidr-to-inet
-- statement
ALTER TABLE t ALTER COLUMN net TYPE inet;

-- case: alter-type/inet-to-cidr
-- statement
ALTER TABLE t ALTER COLUMN ip TYPE cidr;

-- case: alter-type/json-to-jsonb
-- statement
ALTER TABLE t ALTER COLUMN j TYPE jsonb;

-- case: alter-type/jsonb-to-json
-- statement
ALTER TABLE t ALTER COLUMN jb TYPE json;

-- case: alter-type/json-to-text
-- statement
ALTER TABLE t ALTER COLUMN j TYPE text;

-- case: alter-type/text-to-jsonb-using
-- statement
ALTER TABLE t ALTER COLUMN tx TYPE jsonb USING tx::jsonb;

-- case: alter-type/xml-to-text
-- statement
ALTER TABLE t ALTER COLUMN x TYPE text;

-- case: alter-type/text-to-enum-using
-- setup
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TABLE e (m text);
INSERT INTO e SELECT 'sad' FROM generate_series(1, 100);
-- statement
ALTER TABLE e ALTER COLUMN m TYPE mood USING m::mood;

-- case: alter-type/enum-to-text
-- setup
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TABLE e (m mood);
INSERT INTO e SELECT 'sad' FROM generate_series(1, 100);
-- statement
ALTER TABLE e ALTER COLUMN m TYPE text;

-- case: alter-type/text-to-domain
-- setup
CREATE DOMAIN free AS text;
-- statement
ALTER TABLE t ALTER COLUMN tx TYPE free;

-- case: alter-type/text-to-domain-check
-- setup
CREATE DOMAIN filled AS text CHECK (VALUE <> '');
-- statement
ALTER TABLE t ALTER COLUMN tx TYPE filled;

-- case: alter-type/domain-check-to-text
-- setup
CREATE DOMAIN filled AS text CHECK (VALUE <> '');
ALTER TABLE t ADD COLUMN f filled;
-- statement
ALTER TABLE t ALTER COLUMN f TYPE text;

-- case: alter-type/varchar-to-domain-over-wider-varchar
-- setup
CREATE DOMAIN wide AS varchar(100);
-- statement
ALTER TABLE t ALTER COLUMN v50 TYPE wide;

-- case: alter-type/collate
-- remarks: no index on it: nothing to do
-- statement
ALTER TABLE t ALTER COLUMN tx TYPE text COLLATE "C";

-- case: alter-type/collate-indexed
-- setup
CREATE INDEX t_tx ON t (tx);
-- statement
ALTER TABLE t ALTER COLUMN tx TYPE text COLLATE "C";

-- case: alter-type/collate-indexed-other-column
-- setup
CREATE INDEX t_a ON t (a);
-- statement
ALTER TABLE t ALTER COLUMN tx TYPE text COLLATE "C";

-- case: alter-type/varchar-wider-collate-indexed
-- setup
CREATE INDEX t_v50 ON t (v50);
-- statement
ALTER TABLE t ALTER COLUMN v50 TYPE varchar(100) COLLATE "C";

-- case: alter-type/int-to-bigint-indexed
-- setup
CREATE INDEX t_a ON t (a);
CREATE INDEX t_tx ON t (tx);
-- statement
ALTER TABLE t ALTER COLUMN a TYPE bigint;

-- case: alter-type/primary-key-int-to-bigint
-- statement
ALTER TABLE t ALTER COLUMN id TYPE bigint;

-- case: alter-type/varchar-wider-indexed
-- setup
CREATE INDEX t_v50 ON t (v50);
-- statement
ALTER TABLE t ALTER COLUMN v50 TYPE varchar(100);

-- case: alter-type/varchar-wider-unique-constraint
-- setup
ALTER TABLE t ADD CONSTRAINT t_v50_key UNIQUE (v50);
-- statement
ALTER TABLE t ALTER COLUMN v50 TYPE varchar(100);

-- case: alter-type/varchar-wider-multicolumn-index
-- setup
CREATE INDEX t_v50_a ON t (v50, a);
-- statement
ALTER TABLE t ALTER COLUMN v50 TYPE varchar(100);

-- case: alter-type/varchar-wider-hash-index
-- setup
CREATE INDEX t_v50 ON t USING hash (v50);
-- statement
ALTER TABLE t ALTER COLUMN v50 TYPE varchar(100);

-- case: alter-type/varchar-wider-included-column
-- setup
CREATE INDEX t_a ON t (a) INCLUDE (v50);
-- statement
ALTER TABLE t ALTER COLUMN v50 TYPE varchar(100);

-- case: alter-type/varchar-to-text-indexed
-- setup
CREATE INDEX t_v50 ON t (v50);
-- statement
ALTER TABLE t ALTER COLUMN v50 TYPE text;

-- case: alter-type/varchar-to-text-pattern-ops-index
-- setup
CREATE INDEX t_v50 ON t (v50 varchar_pattern_ops);
-- statement
ALTER TABLE t ALTER COLUMN v50 TYPE text;

-- case: alter-type/text-to-citext-indexed
-- setup
CREATE EXTENSION citext;
CREATE INDEX t_tx ON t (tx);
-- statement
ALTER TABLE t ALTER COLUMN tx TYPE citext;

-- case: alter-type/int-to-oid-indexed
-- setup
CREATE INDEX t_a ON t (a);
-- statement
ALTER TABLE t ALTER COLUMN a TYPE oid;

-- case: alter-type/cidr-to-inet-indexed
-- setup
CREATE INDEX t_net ON t (net);
-- statement
ALTER TABLE t ALTER COLUMN net TYPE inet;

-- case: alter-type/timestamp-to-timestamptz-utc-indexed
-- remarks: no rewrite, but another operator family's class: the index is built again
-- setup
SET TimeZone = 'UTC';
CREATE INDEX t_ts ON t (ts);
-- statement
ALTER TABLE t ALTER COLUMN ts TYPE timestamptz;

-- case: alter-type/numeric-more-precision-indexed
-- setup
CREATE INDEX t_n10 ON t (n10);
-- statement
ALTER TABLE t ALTER COLUMN n10 TYPE numeric(12, 2);

-- case: alter-type/varchar-wider-expression-index
-- setup
CREATE INDEX t_lower ON t (lower(v50));
-- statement
ALTER TABLE t ALTER COLUMN v50 TYPE varchar(100);

-- case: alter-type/varchar-wider-partial-index-on-it
-- setup
CREATE INDEX t_v50 ON t (v50) WHERE v50 <> '';
-- statement
ALTER TABLE t ALTER COLUMN v50 TYPE varchar(100);

-- case: alter-type/varchar-wider-partial-index-elsewhere
-- remarks: the column stands in the predicate only
-- setup
CREATE INDEX t_a ON t (a) WHERE v50 <> '';
-- statement
ALTER TABLE t ALTER COLUMN v50 TYPE varchar(100);

-- case: alter-type/varchar-wider-expression-index-of-other-column
-- setup
CREATE INDEX t_lower ON t (lower(tx));
-- statement
ALTER TABLE t ALTER COLUMN v50 TYPE varchar(100);

-- case: alter-type/varchar-wider-exclusion
-- setup
CREATE EXTENSION btree_gist;
ALTER TABLE t ADD CONSTRAINT t_v50_excl EXCLUDE USING gist (v50 WITH =);
-- statement
ALTER TABLE t ALTER COLUMN v50 TYPE varchar(100);

-- case: alter-type/varchar-wider-check
-- remarks: no rewrite, but the CHECK is made again and reads everything
-- setup
ALTER TABLE t ADD CONSTRAINT filled CHECK (v50 <> '');
-- statement
ALTER TABLE t ALTER COLUMN v50 TYPE varchar(100);

-- case: alter-type/varchar-wider-check-not-valid
-- setup
ALTER TABLE t ADD CONSTRAINT filled CHECK (v50 <> '') NOT VALID;
-- statement
ALTER TABLE t ALTER COLUMN v50 TYPE varchar(100);

-- case: alter-type/varchar-wider-check-of-other-column
-- setup
ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0);
-- statement
ALTER TABLE t ALTER COLUMN v50 TYPE varchar(100);

-- case: alter-type/varchar-wider-check-of-both
-- setup
ALTER TABLE t ADD CONSTRAINT both_filled CHECK (a > 0 AND v50 <> '');
-- statement
ALTER TABLE t ALTER COLUMN v50 TYPE varchar(100);

-- case: alter-type/varchar-wider-not-null
-- setup
ALTER TABLE t ALTER COLUMN v50 SET NOT NULL;
-- statement
ALTER TABLE t ALTER COLUMN v50 TYPE varchar(100);

-- case: alter-type/int-to-bigint-check
-- setup
ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0);
-- statement
ALTER TABLE t ALTER COLUMN a TYPE bigint;

-- case: alter-type/varchar-wider-and-set-not-null
-- statement
ALTER TABLE t ALTER COLUMN v50 TYPE varchar(100), ALTER COLUMN v50 SET NOT NULL;

-- case: alter-type/varchar-wider-and-set-default
-- statement
ALTER TABLE t ALTER COLUMN v50 TYPE varchar(100), ALTER COLUMN v50 SET DEFAULT 'x';

-- case: alter-type/two-columns
-- statement
ALTER TABLE t ALTER COLUMN v50 TYPE text, ALTER COLUMN a TYPE bigint;

-- case: alter-type/two-columns-without-rewrite
-- statement
ALTER TABLE t ALTER COLUMN v50 TYPE text, ALTER COLUMN n10 TYPE numeric(12, 2);

-- case: alter-type/with-default
-- setup
ALTER TABLE t ALTER COLUMN v50 SET DEFAULT 'x';
-- statement
ALTER TABLE t ALTER COLUMN v50 TYPE varchar(100);

-- case: alter-type/serial-to-bigint
-- remarks: the sequence stays as it is
-- setup
CREATE TABLE s (id serial PRIMARY KEY);
INSERT INTO s SELECT FROM generate_series(1, 100);
-- statement
ALTER TABLE s ALTER COLUMN id TYPE bigint;

-- case: alter-type/identity-to-bigint
-- remarks: the sequence changes its type with the column
-- setup
CREATE TABLE s (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
INSERT INTO s SELECT FROM generate_series(1, 100);
-- statement
ALTER TABLE s ALTER COLUMN id TYPE bigint;

-- case: alter-type/foreign-key-column-wider
-- setup
CREATE TABLE parent (code varchar(50) PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, code varchar(50) REFERENCES parent);
INSERT INTO parent VALUES ('x');
INSERT INTO child VALUES (1, 'x');
-- statement
ALTER TABLE child ALTER COLUMN code TYPE varchar(100);

-- case: alter-type/referenced-column-wider
-- setup
CREATE TABLE parent (code varchar(50) PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, code varchar(50) REFERENCES parent);
INSERT INTO parent VALUES ('x');
INSERT INTO child VALUES (1, 'x');
-- statement
ALTER TABLE parent ALTER COLUMN code TYPE varchar(100);

-- case: alter-type/foreign-key-column-rewrite
-- setup
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, parent_id int REFERENCES parent);
INSERT INTO parent SELECT i FROM generate_series(1, 100) i;
INSERT INTO child SELECT i, i FROM generate_series(1, 100) i;
-- statement
ALTER TABLE child ALTER COLUMN parent_id TYPE bigint;

-- case: alter-type/referenced-column-rewrite
-- setup
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, parent_id int REFERENCES parent);
INSERT INTO parent SELECT i FROM generate_series(1, 100) i;
INSERT INTO child SELECT i, i FROM generate_series(1, 100) i;
-- statement
ALTER TABLE parent ALTER COLUMN id TYPE bigint;

-- case: alter-type/foreign-key-not-valid-column-rewrite
-- setup
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, parent_id int);
INSERT INTO parent SELECT i FROM generate_series(1, 100) i;
INSERT INTO child SELECT i, i FROM generate_series(1, 100) i;
ALTER TABLE child ADD FOREIGN KEY (parent_id) REFERENCES parent NOT VALID;
-- statement
ALTER TABLE child ALTER COLUMN parent_id TYPE bigint;

-- case: alter-type/other-column-of-foreign-key-table-rewrite
-- setup
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, parent_id int REFERENCES parent, a int);
INSERT INTO parent SELECT i FROM generate_series(1, 100) i;
INSERT INTO child SELECT i, i, i FROM generate_series(1, 100) i;
-- statement
ALTER TABLE child ALTER COLUMN a TYPE bigint;

-- case: alter-type/self-reference-rewrite
-- setup
CREATE TABLE tree (id int PRIMARY KEY, parent_id int REFERENCES tree);
INSERT INTO tree SELECT i, NULL FROM generate_series(1, 100) i;
-- statement
ALTER TABLE tree ALTER COLUMN id TYPE bigint;

-- case: alter-type/used-by-view
-- remarks: refused
-- setup
CREATE VIEW w AS SELECT v50 FROM t;
-- statement
ALTER TABLE t ALTER COLUMN v50 TYPE varchar(100);

-- case: alter-type/used-by-generated-column
-- setup
ALTER TABLE t ADD COLUMN twice int GENERATED ALWAYS AS (a * 2) STORED;
-- statement
ALTER TABLE t ALTER COLUMN a TYPE bigint;

-- case: alter-type/used-by-trigger
-- setup
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RETURN NEW;
END;
$$;
CREATE TRIGGER tr BEFORE UPDATE OF a ON t FOR EACH ROW EXECUTE FUNCTION f();
-- statement
ALTER TABLE t ALTER COLUMN a TYPE bigint;

-- case: alter-type/used-by-policy
-- setup
CREATE POLICY own ON t USING (a > 0);
-- statement
ALTER TABLE t ALTER COLUMN a TYPE bigint;

-- case: alter-type/used-by-statistics
-- setup
CREATE STATISTICS st (dependencies) ON a, big FROM t;
-- statement
ALTER TABLE t ALTER COLUMN a TYPE bigint;

-- case: alter-type/used-by-publication-row-filter
-- setup
CREATE PUBLICATION pub FOR TABLE t WHERE (id > 0);
-- statement
ALTER TABLE t ALTER COLUMN id TYPE bigint;

-- case: alter-type/partitioned
-- setup
CREATE TABLE m (id int, at date, v varchar(50), k int) PARTITION BY RANGE (at);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE m_2 PARTITION OF m FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
INSERT INTO m SELECT i, date '2020-01-01' + i, i, i FROM generate_series(1, 500) i;
CREATE INDEX m_k ON m (k);
-- statement
ALTER TABLE m ALTER COLUMN k TYPE bigint;

-- case: alter-type/partitioned-varchar-wider
-- setup
CREATE TABLE m (id int, at date, v varchar(50)) PARTITION BY RANGE (at);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE m_2 PARTITION OF m FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
INSERT INTO m SELECT i, date '2020-01-01' + i, i FROM generate_series(1, 500) i;
CREATE INDEX m_v ON m (v);
-- statement
ALTER TABLE m ALTER COLUMN v TYPE varchar(100);

-- case: alter-type/partition-key
-- remarks: refused
-- setup
CREATE TABLE m (id int, at date) PARTITION BY RANGE (at);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
-- statement
ALTER TABLE m ALTER COLUMN at TYPE timestamp;

-- case: alter-type/of-one-partition
-- remarks: refused
-- setup
CREATE TABLE m (id int, at date) PARTITION BY RANGE (at);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
-- statement
ALTER TABLE m_1 ALTER COLUMN id TYPE bigint;

-- case: alter-type/inheritance-parent
-- setup
CREATE TABLE parent (id int);
CREATE TABLE child (extra int) INHERITS (parent);
INSERT INTO parent VALUES (1);
INSERT INTO child VALUES (1, 1);
-- statement
ALTER TABLE parent ALTER COLUMN id TYPE bigint;
