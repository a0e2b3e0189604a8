SET lock_timeout = '3s';
CREATE INDEX parcels_sent_idx ON parcels USING brin (sent); -- expect: index-without-concurrently
