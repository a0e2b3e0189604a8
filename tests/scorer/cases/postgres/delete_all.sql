DELETE FROM notifications; -- expect: delete-without-filter
