ALTER TABLE parcels ADD INDEX parcels_sent (sent), ALGORITHM=INSTANT; -- expect: algorithm-refused
