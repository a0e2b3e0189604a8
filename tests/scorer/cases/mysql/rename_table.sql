RENAME TABLE parcels TO shipments; -- expect: renamed-under-running-code
