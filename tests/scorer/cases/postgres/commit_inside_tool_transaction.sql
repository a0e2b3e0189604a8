BEGIN;
DO $$
BEGIN
    UPDATE settings SET value = 'x' WHERE id = 1;
    COMMIT; -- expect: block-commit-in-transaction
END
$$;
COMMIT;
