UPDATE settings SET value = 'on' WHERE id = 7;
DELETE FROM settings WHERE id IN (1, 2);
INSERT IGNORE INTO settings (id, name) VALUES (9, 'labels');
