UPDATE parcels SET region = d.region FROM depots d WHERE d.id = parcels.depot_id; -- expect: unbatched-backfill
