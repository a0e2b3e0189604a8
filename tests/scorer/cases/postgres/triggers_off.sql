SET lock_timeout = '3s';
ALTER TABLE parcels DISABLE TRIGGER ALL; -- expect: trigger-toggled
