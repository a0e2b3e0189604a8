ALTER TABLE parcels CONVERT TO CHARACTER SET utf8mb4; -- expect: alter-blocks-writes
