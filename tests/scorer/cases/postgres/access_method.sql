SET lock_timeout = '3s';
ALTER TABLE parcels SET ACCESS METHOD heap2; -- expect: move-rewrites-table
