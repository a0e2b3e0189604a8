SET lock_timeout = '3s';
ALTER TABLE IF EXISTS parcels ADD COLUMN IF NOT EXISTS public_id uuid DEFAULT uuid_generate_v4(); -- expect: volatile-default
