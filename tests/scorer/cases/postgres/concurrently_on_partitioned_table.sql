-- file: 001_base.sql
CREATE TABLE scans (id bigint, at timestamptz NOT NULL) PARTITION BY RANGE (at);
-- file: 002_index.sql
CREATE INDEX CONCURRENTLY scans_at ON scans (at); -- expect: concurrently-on-partitioned-table
