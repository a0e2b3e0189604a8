UPDATE parcels SET weight_grams = weight * 1000 WHERE true; -- expect: update-without-filter
