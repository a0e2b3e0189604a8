ALTER TABLE parcels ADD FULLTEXT INDEX parcels_label (label); -- expect: alter-blocks-writes
