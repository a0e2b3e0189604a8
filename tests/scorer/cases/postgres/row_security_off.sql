SET lock_timeout = '3s';
ALTER TABLE invoices DISABLE ROW LEVEL SECURITY; -- expect: row-security-disabled
