UPDATE counters SET value = value + 1 WHERE id BETWEEN 1 AND 1000; -- expect: backfill-not-idempotent
UPDATE settings SET value = 'on' WHERE id = 4;
