LOCK TABLES parcels WRITE; -- expect: lock-table
INSERT INTO settings (name) VALUES ('x');
UNLOCK TABLES;
