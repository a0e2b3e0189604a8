-- file: 001_scans.sql
CREATE TABLE scans (id bigint, at timestamptz NOT NULL) PARTITION BY RANGE (at);
-- file: 002_next.sql
SET lock_timeout = '3s';
CREATE TABLE scans_2027 PARTITION OF scans FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');
