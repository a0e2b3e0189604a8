CREATE TABLE invoices (id bigint PRIMARY KEY, org_id bigint NOT NULL);
CREATE POLICY own_org ON invoices USING (org_id = current_setting('app.org', true)::bigint); -- expect: policy-without-row-security
