-- file: 001_ledger.sql
CREATE TABLE ledger (id bigint PRIMARY KEY, amount bigint NOT NULL);
CREATE FUNCTION forbid() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is append-only';
END
$$;
CREATE TRIGGER ledger_guard BEFORE UPDATE OR DELETE ON ledger FOR EACH ROW EXECUTE FUNCTION forbid();
-- file: 002_open.sql
SET lock_timeout = '3s';
DROP TRIGGER ledger_guard ON ledger; -- expect: append-only-guard-dropped
