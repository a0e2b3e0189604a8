SET lock_timeout = '3s';
ALTER TABLE parcels
    ADD COLUMN state text NOT NULL DEFAULT lower('NEW'),
    ADD COLUMN flags jsonb NOT NULL DEFAULT '{}'::jsonb,
    ADD COLUMN tags text[] NOT NULL DEFAULT ARRAY[]::text[],
    ADD COLUMN priority smallint NOT NULL DEFAULT -1;
