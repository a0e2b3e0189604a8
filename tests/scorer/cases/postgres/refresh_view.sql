SET lock_timeout = '3s';
REFRESH MATERIALIZED VIEW daily_totals; -- expect: refresh-without-concurrently
