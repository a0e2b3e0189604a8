ALTER TABLE depots ADD SPATIAL INDEX depots_place (place); -- expect: alter-blocks-writes
