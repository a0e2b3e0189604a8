SET lock_timeout = '3s';
ALTER TABLE bookings ADD CONSTRAINT no_overlap EXCLUDE USING gist (during WITH &&); -- expect: exclusion-constraint-in-place
