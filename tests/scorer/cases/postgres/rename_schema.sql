ALTER SCHEMA logistics RENAME TO transport; -- expect: moved-to-other-schema
