SET lock_timeout = '3s';
VACUUM (FULL, ANALYZE) parcels; -- expect: vacuum-full
