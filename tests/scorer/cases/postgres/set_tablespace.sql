SET lock_timeout = '3s';
ALTER TABLE parcels SET TABLESPACE fast_disks; -- expect: move-rewrites-table
