-- DROP TABLE parcels; UPDATE parcels SET weight = 0;
/* ALTER TABLE parcels ALTER COLUMN id TYPE bigint; */
INSERT INTO help_texts (name, body) VALUES ('danger', 'DROP TABLE parcels; VACUUM FULL;');
