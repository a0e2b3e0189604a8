DELETE FROM notifications WHERE sent IS NULL OR 1 = 1; -- expect: delete-without-filter
