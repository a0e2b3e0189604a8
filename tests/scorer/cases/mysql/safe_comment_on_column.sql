-- file: 001_parcels.sql
CREATE TABLE parcels (id bigint PRIMARY KEY, label varchar(40) NOT NULL DEFAULT '');
-- file: 002_comment.sql
ALTER TABLE parcels MODIFY label varchar(40) NOT NULL DEFAULT '' COMMENT 'as printed';
