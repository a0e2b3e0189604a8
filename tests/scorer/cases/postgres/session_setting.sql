SET app.org_id = '7'; -- expect: session-setting-outlives-transaction
INSERT INTO settings (name) VALUES ('x');
