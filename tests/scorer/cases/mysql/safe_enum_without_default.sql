CREATE TABLE vans (id bigint PRIMARY KEY, state enum('free','busy') NOT NULL) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO vans (id) VALUES (1);
