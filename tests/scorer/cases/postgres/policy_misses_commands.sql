CREATE TABLE invoices (id bigint PRIMARY KEY, org_id bigint NOT NULL);
ALTER TABLE invoices ENABLE ROW LEVEL SECURITY;
ALTER TABLE invoices FORCE ROW LEVEL SECURITY;
CREATE POLICY read_own ON invoices FOR SELECT
    USING (org_id = current_setting('app.org_id', true)::bigint);
CREATE POLICY write_own ON invoices FOR INSERT -- expect: policy-misses-command
    WITH CHECK (org_id = current_setting('app.org_id', true)::bigint);
