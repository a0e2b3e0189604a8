GRANT ALL ON parcels TO PUBLIC; -- expect: grant-to-public
