UPDATE settings SET value = 'off' WHERE name = 'legacy_labels';
DELETE FROM settings WHERE id IN (3, 5, 8);
