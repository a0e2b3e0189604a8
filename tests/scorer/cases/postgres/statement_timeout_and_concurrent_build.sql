SET statement_timeout = '10s';
CREATE INDEX CONCURRENTLY parcels_sent_idx ON parcels (sent); -- expect: statement-timeout-kills-concurrent-build
