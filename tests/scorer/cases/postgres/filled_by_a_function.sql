-- file: 001_comments.sql
CREATE TABLE steps (id bigint PRIMARY KEY, application_id bigint);
CREATE TABLE comments (id bigint PRIMARY KEY, application_id bigint);
-- file: 002_step.sql
SET lock_timeout = '3s';
ALTER TABLE comments ADD COLUMN step_id bigint;
CREATE FUNCTION connect_comments() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE comments SET step_id = (SELECT max(s.id) FROM steps s WHERE s.application_id = comments.application_id);
END
$$;
SELECT connect_comments();
-- `step_id` has been filled by the function: only the scan is left
ALTER TABLE comments ALTER COLUMN step_id SET NOT NULL; -- expect: set-not-null-scan, not-null-before-code-writes
