BEGIN;
SET LOCAL lock_timeout = '2s';
CREATE FUNCTION sync_weight() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.weight_grams := NEW.weight * 1000;
    RETURN NEW;
END
$$;
CREATE TRIGGER parcels_sync_weight BEFORE INSERT OR UPDATE ON parcels
    FOR EACH ROW EXECUTE FUNCTION sync_weight();
COMMIT;
