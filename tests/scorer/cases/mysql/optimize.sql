ALTER TABLE parcels ENGINE=InnoDB; -- expect: alter-rebuilds-table
