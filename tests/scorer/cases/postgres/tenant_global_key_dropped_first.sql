-- file: 001_customers.sql
CREATE TABLE customers (id bigint PRIMARY KEY, tenant_id bigint NOT NULL, email text NOT NULL);
CREATE UNIQUE INDEX customers_email ON customers (email);
-- file: 002_scope.sql
DROP INDEX CONCURRENTLY customers_email; -- expect: global-unique-dropped-first
CREATE UNIQUE INDEX CONCURRENTLY customers_tenant_email ON customers (tenant_id, email);
