BEGIN;
CREATE TABLE countries (code text PRIMARY KEY, name text, tax numeric);
INSERT INTO countries (code, name) VALUES ('SE', 'Sweden'), ('NO', 'Norway');
UPDATE countries SET tax = 0.25;
DELETE FROM countries WHERE tax IS NULL;
COMMIT;
