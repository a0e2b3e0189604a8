-- file: 001_scans.sql
CREATE TABLE scans (id bigint, at timestamptz NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE scans_2024 (id bigint, at timestamptz NOT NULL);
-- file: 002_prove.sql
SET lock_timeout = '3s';
ALTER TABLE scans_2024 ADD CONSTRAINT in_2024
    CHECK (at >= '2024-01-01' AND at < '2025-01-01') NOT VALID;
-- file: 003_validate.sql
ALTER TABLE scans_2024 VALIDATE CONSTRAINT in_2024;
-- file: 004_attach.sql
SET lock_timeout = '3s';
ALTER TABLE scans ATTACH PARTITION scans_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
ALTER TABLE scans_2024 DROP CONSTRAINT in_2024;
