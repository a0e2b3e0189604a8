-- file: 001_customers.sql
CREATE TABLE customers (id bigint PRIMARY KEY, tenant_id bigint NOT NULL, email text NOT NULL);
-- file: 002_unique.sql
CREATE UNIQUE INDEX CONCURRENTLY customers_email ON customers (email); -- expect: unique-without-tenant-column
