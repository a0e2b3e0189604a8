SET lock_timeout = '3s';
CLUSTER parcels USING parcels_sent_idx; -- expect: vacuum-full
