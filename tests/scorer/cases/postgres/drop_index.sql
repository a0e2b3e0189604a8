SET lock_timeout = '3s';
DROP INDEX IF EXISTS parcels_sent_idx; -- expect: drop-index-without-concurrently
