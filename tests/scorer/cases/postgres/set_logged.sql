SET lock_timeout = '3s';
ALTER TABLE import_rows SET LOGGED; -- expect: set-logged-rewrites-table
