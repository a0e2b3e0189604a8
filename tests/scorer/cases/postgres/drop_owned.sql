DROP OWNED BY old_app CASCADE; -- expect: drop-schema
