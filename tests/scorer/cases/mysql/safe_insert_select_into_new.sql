CREATE TABLE totals (day date NOT NULL PRIMARY KEY, parcels bigint NOT NULL);
INSERT INTO totals SELECT sent, count(*) FROM parcels GROUP BY sent;
