UPDATE parcels SET weight_grams = 0 WHERE id = id; -- expect: update-without-filter
