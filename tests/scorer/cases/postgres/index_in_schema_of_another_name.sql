SET lock_timeout = '3s';
SET search_path = logistics, public;
CREATE INDEX parcels_day ON parcels (day); -- expect: index-without-concurrently
