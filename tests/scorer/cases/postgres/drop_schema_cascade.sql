SET lock_timeout = '3s';
DROP SCHEMA reporting CASCADE; -- expect: drop-schema
