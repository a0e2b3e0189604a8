SET lock_timeout = '3s';
ALTER TABLE customers ADD COLUMN tenant_id bigint NOT NULL DEFAULT 1; -- expect: tenant-default-left
