UPDATE parcels SET weight_grams = weight * 1000 WHERE weight_grams IS NULL; -- expect: unbatched-backfill
