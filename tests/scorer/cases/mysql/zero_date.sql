ALTER TABLE parcels ADD COLUMN sent_at datetime NOT NULL DEFAULT '0000-00-00 00:00:00'; -- expect: zero-date-default
