SET lock_timeout = '3s';
ALTER TABLE parcels
    ADD COLUMN note text,
    ADD COLUMN public_id uuid DEFAULT gen_random_uuid(); -- expect: volatile-default
