CREATE TABLE tenants (id bigint PRIMARY KEY);
CREATE TABLE customers (id bigint PRIMARY KEY, tenant_id bigint NOT NULL REFERENCES tenants (id), UNIQUE (tenant_id, id));
CREATE INDEX customers_tenant ON customers (tenant_id);
CREATE TABLE invoices (
    id bigint PRIMARY KEY,
    tenant_id bigint NOT NULL REFERENCES tenants (id),
    customer_id bigint NOT NULL REFERENCES customers (id) -- expect: foreign-key-without-tenant-column
);
CREATE INDEX invoices_tenant ON invoices (tenant_id);
CREATE INDEX invoices_customer ON invoices (customer_id);
