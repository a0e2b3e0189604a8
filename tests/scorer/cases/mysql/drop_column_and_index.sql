ALTER TABLE parcels DROP COLUMN note, ADD INDEX parcels_weight (weight); -- expect: drop-column, alter-rebuilds-table
