CREATE FUNCTION forget(before date) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM notifications;
    TRUNCATE audit_buffer;
    DROP TABLE IF EXISTS scratch;
END
$$;
