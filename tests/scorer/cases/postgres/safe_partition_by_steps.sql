-- file: 001_scans.sql
CREATE TABLE scans (id bigint, at timestamptz NOT NULL) PARTITION BY RANGE (at);
-- file: 002_index.sql
SET lock_timeout = '3s';
CREATE INDEX scans_at ON ONLY scans (at);
-- file: 003_new.sql
SET lock_timeout = '3s';
CREATE TABLE scans_2025 (LIKE scans INCLUDING DEFAULTS INCLUDING CONSTRAINTS);
ALTER TABLE scans ATTACH PARTITION scans_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
