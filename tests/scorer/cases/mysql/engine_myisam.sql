ALTER TABLE parcels ENGINE=MyISAM; -- expect: alter-blocks-writes, engine-without-transactions
