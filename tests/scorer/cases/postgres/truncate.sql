SET lock_timeout = '3s';
TRUNCATE notifications; -- expect: truncate-table
