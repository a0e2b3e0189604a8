-- setup of all cases
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TYPE pair AS (x int, y int);
CREATE DOMAIN d AS text;
CREATE TABLE t (id int PRIMARY KEY, m mood, q pair, v d);
INSERT INTO t SELECT i, 'sad', ROW(1, 2)::pair, 'x' FROM generate_series(1, 300) i;
CREATE TABLE u (v d);
INSERT INTO u SELECT 'x' FROM generate_series(1, 100) i;

-- case: enum/create
-- statement
CREATE TYPE colour AS ENUM ('red', 'green');

-- case: enum/add-value
-- remarks: runs in a transaction; the value cannot be used before its end
-- statement
ALTER TYPE mood ADD VALUE 'calm';

-- case: enum/add-value-before
-- statement
ALTER TYPE mood ADD VALUE 'calm' BEFORE 'happy';

-- case: enum/add-value-if-not-exists
-- statement
ALTER TYPE mood ADD VALUE IF NOT EXISTS 'sad';

-- case: enum/rename-value
-- statement
ALTER TYPE mood RENAME VALUE 'sad' TO 'blue';

-- case: enum/use-new-value
-- remarks: refused: not before the transaction that added it has ended
-- same transaction
ALTER TYPE mood ADD VALUE 'calm';
-- statement
INSERT INTO t VALUES (301, 'calm');

-- case: enum/use-new-value-of-new-type
-- remarks: the type is of this transaction too
-- same transaction
CREATE TYPE colour AS ENUM ('red');
ALTER TYPE colour ADD VALUE 'green';
CREATE TABLE n (c colour);
-- statement
INSERT INTO n VALUES ('green');

-- case: enum/use-value-of-new-type
-- same transaction
CREATE TYPE colour AS ENUM ('red');
CREATE TABLE n (c colour);
-- statement
INSERT INTO n VALUES ('red');

-- case: type/rename
-- statement
ALTER TYPE mood RENAME TO humour;

-- case: type/owner
-- statement
ALTER TYPE mood OWNER TO app;

-- case: type/set-schema
-- setup
CREATE SCHEMA other;
-- statement
ALTER TYPE mood SET SCHEMA other;

-- case: type/drop
-- setup
CREATE TYPE colour AS ENUM ('red');
-- statement
DROP TYPE colour;

-- case: type/drop-used
-- remarks: refused
-- statement
DROP TYPE mood;

-- case: type/drop-used-cascade
-- remarks: drops the column
-- statement
DROP TYPE mood CASCADE;

-- case: composite/create
-- statement
CREATE TYPE point3 AS (x int, y int, z int);

-- case: composite/add-attribute
-- remarks: allowed although a table uses the type: rows get null
-- statement
ALTER TYPE pair ADD ATTRIBUTE z int;

-- case: composite/drop-attribute
-- statement
ALTER TYPE pair DROP ATTRIBUTE y;

-- case: composite/alter-attribute-type-used
-- remarks: refused
-- statement
ALTER TYPE pair ALTER ATTRIBUTE x TYPE bigint;

-- case: composite/alter-attribute-type
-- setup
CREATE TYPE free AS (x int);
-- statement
ALTER TYPE free ALTER ATTRIBUTE x TYPE bigint;

-- case: composite/rename-attribute
-- statement
ALTER TYPE pair RENAME ATTRIBUTE x TO z;

-- case: composite/add-attribute-typed-table
-- remarks: refused without CASCADE
-- setup
CREATE TABLE typed OF pair;
-- statement
ALTER TYPE pair ADD ATTRIBUTE z int;

-- case: composite/add-attribute-typed-table-cascade
-- setup
CREATE TABLE typed OF pair;
INSERT INTO typed SELECT i, i FROM generate_series(1, 100) i;
-- statement
ALTER TYPE pair ADD ATTRIBUTE z int CASCADE;

-- case: composite/alter-attribute-type-typed-table-cascade
-- setup
CREATE TYPE free AS (x int);
CREATE TABLE typed OF free;
INSERT INTO typed SELECT i FROM generate_series(1, 100) i;
-- statement
ALTER TYPE free ALTER ATTRIBUTE x TYPE bigint CASCADE;

-- case: domain/create
-- statement
CREATE DOMAIN e AS text CHECK (VALUE <> '');

-- case: domain/add-constraint
-- remarks: reads every table with a column of the domain
-- statement
ALTER DOMAIN d ADD CONSTRAINT filled CHECK (VALUE <> '');

-- case: domain/add-constraint-not-valid
-- statement
ALTER DOMAIN d ADD CONSTRAINT filled CHECK (VALUE <> '') NOT VALID;

-- case: domain/validate-constraint
-- setup
ALTER DOMAIN d ADD CONSTRAINT filled CHECK (VALUE <> '') NOT VALID;
-- statement
ALTER DOMAIN d VALIDATE CONSTRAINT filled;

-- case: domain/validate-constraint-again
-- setup
ALTER DOMAIN d ADD CONSTRAINT filled CHECK (VALUE <> '');
-- statement
ALTER DOMAIN d VALIDATE CONSTRAINT filled;

-- case: domain/set-not-null
-- statement
ALTER DOMAIN d SET NOT NULL;

-- case: domain/drop-not-null
-- setup
ALTER DOMAIN d SET NOT NULL;
-- statement
ALTER DOMAIN d DROP NOT NULL;

-- case: domain/add-not-null-constraint
-- remarks: from 17 on
-- statement
ALTER DOMAIN d ADD CONSTRAINT there NOT NULL;

-- case: domain/set-default
-- statement
ALTER DOMAIN d SET DEFAULT 'x';

-- case: domain/drop-default
-- statement
ALTER DOMAIN d DROP DEFAULT;

-- case: domain/drop-constraint
-- setup
ALTER DOMAIN d ADD CONSTRAINT filled CHECK (VALUE <> '');
-- statement
ALTER DOMAIN d DROP CONSTRAINT filled;

-- case: domain/rename-constraint
-- setup
ALTER DOMAIN d ADD CONSTRAINT filled CHECK (VALUE <> '');
-- statement
ALTER DOMAIN d RENAME CONSTRAINT filled TO not_empty;

-- case: domain/rename
-- statement
ALTER DOMAIN d RENAME TO e;

-- case: domain/add-constraint-unused
-- setup
CREATE DOMAIN e AS text;
-- statement
ALTER DOMAIN e ADD CHECK (VALUE <> '');

-- case: domain/add-constraint-used-in-domain
-- setup
CREATE DOMAIN e AS d;
CREATE TABLE w (v e);
INSERT INTO w SELECT 'x' FROM generate_series(1, 100) i;
-- statement
ALTER DOMAIN d ADD CONSTRAINT filled CHECK (VALUE <> '');

-- case: domain/add-constraint-partitioned
-- setup
CREATE DOMAIN e AS text;
CREATE TABLE m (id int, v e) PARTITION BY RANGE (id);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (0) TO (1000);
INSERT INTO m SELECT i, 'x' FROM generate_series(1, 100) i;
-- statement
ALTER DOMAIN e ADD CHECK (VALUE <> '');

-- case: domain/add-constraint-indexed
-- setup
CREATE INDEX u_v ON u (v);
-- statement
ALTER DOMAIN d ADD CONSTRAINT filled CHECK (VALUE <> '');

-- case: domain/drop-cascade
-- statement
DROP DOMAIN d CASCADE;

-- case: range-type/create
-- statement
CREATE TYPE floats AS RANGE (subtype = float8);

-- case: collation/create
-- statement
CREATE COLLATION plain FROM "C";

-- case: cast/create
-- statement
CREATE CAST (mood AS pair) WITH INOUT;
