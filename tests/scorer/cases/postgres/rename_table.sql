SET lock_timeout = '3s';
ALTER TABLE parcels RENAME TO shipments; -- expect: rename-table
