-- file: 001_parcels.sql
CREATE TABLE parcels (id bigint PRIMARY KEY AUTO_INCREMENT, weight int NOT NULL) ENGINE=InnoDB;
-- file: 002_wide.sql
ALTER TABLE parcels MODIFY weight bigint NOT NULL; -- expect: alter-blocks-writes
