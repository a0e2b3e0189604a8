SET lock_timeout = '3s';
ALTER TABLE invoices ENABLE ROW LEVEL SECURITY; -- expect: row-security-without-policy
