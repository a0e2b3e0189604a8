UPDATE parcels p JOIN depots d ON d.id = p.depot_id SET p.region = d.region; -- expect: update-without-filter
