-- file: 001_scans.sql
CREATE TABLE scans (id bigint, at timestamptz NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE scans_2024 (id bigint, at timestamptz NOT NULL);
-- file: 002_attach.sql
SET lock_timeout = '3s';
ALTER TABLE scans ATTACH PARTITION scans_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01'); -- expect: attach-partition-scan
