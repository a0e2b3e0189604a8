ALTER TABLE parcels ADD INDEX parcels_sent (sent), LOCK=SHARED; -- expect: alter-blocks-writes
