CREATE TABLE totals (day date PRIMARY KEY, parcels bigint NOT NULL);
INSERT INTO totals (day, parcels) VALUES ('2025-01-01', 0) ON CONFLICT (day) DO NOTHING;
