CREATE TABLE vans (id smallint NOT NULL AUTO_INCREMENT PRIMARY KEY); -- expect: auto-increment-runs-out
