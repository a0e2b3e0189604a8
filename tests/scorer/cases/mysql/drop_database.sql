DROP DATABASE reporting; -- expect: drop-schema
