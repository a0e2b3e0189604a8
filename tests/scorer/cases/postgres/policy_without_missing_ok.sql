CREATE TABLE invoices (id bigint PRIMARY KEY, org_id bigint NOT NULL);
ALTER TABLE invoices ENABLE ROW LEVEL SECURITY;
ALTER TABLE invoices FORCE ROW LEVEL SECURITY;
CREATE POLICY own_org ON invoices USING (org_id = current_setting('app.org_id')::bigint); -- expect: policy-setting-without-missing-ok
