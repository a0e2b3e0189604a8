CREATE FUNCTION purge(before date) RETURNS void LANGUAGE sql SECURITY DEFINER -- expect: security-definer-without-search-path
AS $$ DELETE FROM notifications WHERE sent < before $$;
