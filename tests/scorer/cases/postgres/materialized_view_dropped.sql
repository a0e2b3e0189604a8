SET lock_timeout = '3s';
DROP MATERIALIZED VIEW daily_totals; -- expect: drop-object
