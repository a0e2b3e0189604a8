SET lock_timeout = '3s';
REINDEX (VERBOSE) TABLE parcels; -- expect: reindex-without-concurrently
