UPDATE parcels SET weight_grams = weight * 1000; -- expect: update-without-filter
