WITH gone AS (DELETE FROM notifications RETURNING id) INSERT INTO archive (id) SELECT id FROM gone; -- expect: delete-without-filter
