SET lock_timeout = '3s';
ALTER TABLE parcel_tags ADD PRIMARY KEY (parcel_id, tag); -- expect: primary-key-built-in-place
