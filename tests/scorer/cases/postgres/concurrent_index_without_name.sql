CREATE INDEX CONCURRENTLY ON parcels (sent); -- expect: concurrent-index-without-name
