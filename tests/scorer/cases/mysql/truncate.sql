TRUNCATE TABLE notifications; -- expect: truncate-table
