SET lock_timeout = '3s';
ALTER TABLE scans DETACH PARTITION scans_2019; -- expect: detach-partition-without-concurrently
