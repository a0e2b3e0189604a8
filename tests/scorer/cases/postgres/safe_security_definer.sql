CREATE FUNCTION purge(before date) RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$ DELETE FROM public.notifications WHERE sent < before $$;
