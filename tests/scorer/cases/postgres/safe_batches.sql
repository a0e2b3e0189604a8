DO $$
DECLARE
    changed bigint;
BEGIN
    LOOP
        UPDATE parcels SET weight_grams = weight * 1000
        WHERE id IN (SELECT id FROM parcels WHERE weight_grams IS NULL LIMIT 5000);
        GET DIAGNOSTICS changed = ROW_COUNT;
        COMMIT;
        EXIT WHEN changed = 0;
    END LOOP;
END
$$;
