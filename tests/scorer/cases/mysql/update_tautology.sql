UPDATE parcels SET weight_grams = weight * 1000 WHERE 1 = 1; -- expect: update-without-filter
