BEGIN;
CREATE TABLE invoices (id bigint PRIMARY KEY, org_id bigint NOT NULL);
CREATE INDEX invoices_org ON invoices (org_id);
ALTER TABLE invoices ENABLE ROW LEVEL SECURITY;
ALTER TABLE invoices FORCE ROW LEVEL SECURITY;
CREATE POLICY own_org ON invoices FOR ALL
    USING (org_id = current_setting('app.org_id', true)::bigint)
    WITH CHECK (org_id = current_setting('app.org_id', true)::bigint);
COMMIT;
