CREATE TABLE vans (id bigint NOT NULL AUTO_INCREMENT, plate varchar(20), depot_id bigint, PRIMARY KEY (id)) ENGINE=InnoDB;
ALTER TABLE vans MODIFY plate varchar(200) NOT NULL;
ALTER TABLE vans ADD CONSTRAINT vans_plate CHECK (plate <> '');
ALTER TABLE vans ADD FULLTEXT KEY vans_text (plate);
INSERT INTO vans (plate) VALUES ('ABC 123');
UPDATE vans SET depot_id = 1;
