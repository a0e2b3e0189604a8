-- file: 001_depots.sql
CREATE TABLE depots (id bigserial PRIMARY KEY, name text);
-- file: 002_seed.sql
INSERT INTO depots (id, name) VALUES (1, 'North'), (2, 'South'); -- expect: sequence-left-behind
