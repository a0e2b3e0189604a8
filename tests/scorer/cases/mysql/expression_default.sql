ALTER TABLE parcels ADD COLUMN public_id binary(16) DEFAULT (uuid_to_bin(uuid())); -- expect: algorithm-refused
