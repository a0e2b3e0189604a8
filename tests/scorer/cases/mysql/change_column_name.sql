ALTER TABLE parcels RENAME COLUMN weight TO weight_kg; -- expect: renamed-under-running-code
