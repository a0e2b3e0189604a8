CREATE TABLE depots (id serial PRIMARY KEY, code char(4) NOT NULL UNIQUE, opened timestamp DEFAULT clock_timestamp());
