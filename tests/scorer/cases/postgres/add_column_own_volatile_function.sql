CREATE FUNCTION short_code() RETURNS text LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    RETURN substr(md5(random()::text), 1, 8);
END
$$;
SET lock_timeout = '3s';
ALTER TABLE parcels ADD COLUMN code text DEFAULT short_code(); -- expect: volatile-default
