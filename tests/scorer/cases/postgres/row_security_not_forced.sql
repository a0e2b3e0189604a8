CREATE TABLE invoices (id bigint PRIMARY KEY, org_id bigint NOT NULL);
ALTER TABLE invoices ENABLE ROW LEVEL SECURITY; -- expect: row-security-not-forced
CREATE POLICY own_org ON invoices USING (org_id = current_setting('app.org_id', true)::bigint);
