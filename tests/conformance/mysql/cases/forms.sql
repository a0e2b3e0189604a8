-- Forms of ALTER TABLE, CREATE INDEX and their kin. Each case is a statement behind its name; what
-- `-- setup` says runs before it on a database of its own. A case without a setup gets this one:
--
-- -- default setup
-- CREATE TABLE p (id int PRIMARY KEY, code varchar(10), UNIQUE KEY p_code (code));
-- CREATE TABLE t (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, a int, b int NOT NULL,
--                 c varchar(50), d varchar(300), e enum('x','y'), f decimal(10,2), g datetime,
--                 h text, n varchar(20) NOT NULL DEFAULT '', KEY t_a (a), KEY t_bc (b, c));

-- case add_column_last
ALTER TABLE t ADD COLUMN z int;
-- case add_column_first
ALTER TABLE t ADD COLUMN z int FIRST;
-- case add_column_after
ALTER TABLE t ADD COLUMN z int AFTER a;
-- case add_column_not_null_without_default
ALTER TABLE t ADD COLUMN z int NOT NULL;
-- case add_column_default
ALTER TABLE t ADD COLUMN z int NOT NULL DEFAULT 7;
-- case add_column_default_now
ALTER TABLE t ADD COLUMN z datetime DEFAULT CURRENT_TIMESTAMP;
-- case add_column_timestamp_on_update
ALTER TABLE t ADD COLUMN z timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP;
-- case add_column_expression_default
ALTER TABLE t ADD COLUMN z int DEFAULT (1 + 1);
-- case add_column_expression_now
ALTER TABLE t ADD COLUMN z datetime DEFAULT (now());
-- case add_column_expression_column
ALTER TABLE t ADD COLUMN z int DEFAULT (b + 1);
-- case add_column_expression_uuid
ALTER TABLE t ADD COLUMN z varchar(36) DEFAULT (uuid());
-- case add_column_expression_json
ALTER TABLE t ADD COLUMN z json DEFAULT ('[]');
-- case add_column_auto_increment
-- setup
CREATE TABLE t (a int, b int);
-- statement
ALTER TABLE t ADD COLUMN z int NOT NULL AUTO_INCREMENT, ADD KEY (z);
-- case add_column_auto_increment_primary_key
-- setup
CREATE TABLE t (a int, b int);
-- statement
ALTER TABLE t ADD COLUMN id int NOT NULL AUTO_INCREMENT PRIMARY KEY FIRST;
-- case add_column_unique
ALTER TABLE t ADD COLUMN z int UNIQUE;
-- case add_column_with_index
ALTER TABLE t ADD COLUMN z int, ADD INDEX t_z (z);
-- case add_column_virtual
ALTER TABLE t ADD COLUMN z int GENERATED ALWAYS AS (a + 1) VIRTUAL;
-- case add_column_stored
ALTER TABLE t ADD COLUMN z int GENERATED ALWAYS AS (a + 1) STORED;
-- case add_column_virtual_and_normal
ALTER TABLE t ADD COLUMN z int GENERATED ALWAYS AS (a + 1) VIRTUAL, ADD COLUMN y int;
-- case add_column_check
ALTER TABLE t ADD COLUMN z int CHECK (z > 0);
-- case add_column_references
ALTER TABLE t ADD COLUMN z int REFERENCES p (id);
-- case add_column_text
ALTER TABLE t ADD COLUMN z text;
-- case add_two_columns
ALTER TABLE t ADD COLUMN z int, ADD COLUMN y int NOT NULL DEFAULT 3;
-- case add_column_fulltext_table
-- setup
CREATE TABLE t (id int PRIMARY KEY, a int, h text, FULLTEXT KEY t_h (h));
-- statement
ALTER TABLE t ADD COLUMN z int;
-- case add_column_compressed_table
-- setup
CREATE TABLE t (id int PRIMARY KEY, a int) ROW_FORMAT=COMPRESSED;
-- statement
ALTER TABLE t ADD COLUMN z int;
-- case add_column_first_virtual_table
-- setup
CREATE TABLE t (id int PRIMARY KEY, a int, v int AS (a + 1) VIRTUAL);
-- statement
ALTER TABLE t ADD COLUMN z int FIRST;
-- case add_column_last_virtual_table
-- setup
CREATE TABLE t (id int PRIMARY KEY, a int, v int AS (a + 1) VIRTUAL);
-- statement
ALTER TABLE t ADD COLUMN z int;
-- case add_column_myisam
-- setup
CREATE TABLE t (id int PRIMARY KEY, a int) ENGINE=MyISAM;
-- statement
ALTER TABLE t ADD COLUMN z int;
-- case add_column_partitioned
-- setup
CREATE TABLE t (id int PRIMARY KEY, a int) PARTITION BY HASH (id) PARTITIONS 4;
-- statement
ALTER TABLE t ADD COLUMN z int;
-- case drop_column
ALTER TABLE t DROP COLUMN f;
-- case drop_column_indexed
ALTER TABLE t DROP COLUMN a;
-- case drop_column_of_composite_index
ALTER TABLE t DROP COLUMN c;
-- case drop_column_fulltext_table
-- setup
CREATE TABLE t (id int PRIMARY KEY, a int, h text, FULLTEXT KEY t_h (h));
-- statement
ALTER TABLE t DROP COLUMN a;
-- case drop_column_virtual
-- setup
CREATE TABLE t (id int PRIMARY KEY, a int, v int AS (a + 1) VIRTUAL);
-- statement
ALTER TABLE t DROP COLUMN v;
-- case drop_column_stored
-- setup
CREATE TABLE t (id int PRIMARY KEY, a int, s int AS (a + 1) STORED);
-- statement
ALTER TABLE t DROP COLUMN s;
-- case drop_and_add_column
ALTER TABLE t DROP COLUMN f, ADD COLUMN z int;
-- case rename_column
ALTER TABLE t RENAME COLUMN a TO z;
-- case change_rename_same_type
ALTER TABLE t CHANGE a z int;
-- case change_rename_and_widen
ALTER TABLE t CHANGE c z varchar(55);
-- case rename_column_foreign_key
-- setup
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE t (id int PRIMARY KEY, a int, FOREIGN KEY (a) REFERENCES p (id));
-- statement
ALTER TABLE t RENAME COLUMN a TO z;
-- case modify_same
ALTER TABLE t MODIFY a int;
-- case modify_int_to_bigint
ALTER TABLE t MODIFY a bigint;
-- case modify_bigint_to_int
-- setup
CREATE TABLE t (id int PRIMARY KEY, a bigint);
-- statement
ALTER TABLE t MODIFY a int;
-- case modify_int_to_unsigned
ALTER TABLE t MODIFY a int unsigned;
-- case modify_int_display_width
ALTER TABLE t MODIFY a int(11);
-- case modify_varchar_widen_below_256
ALTER TABLE t MODIFY c varchar(60);
-- case modify_varchar_widen_63
ALTER TABLE t MODIFY c varchar(63);
-- case modify_varchar_widen_64
ALTER TABLE t MODIFY c varchar(64);
-- case modify_varchar_widen_crossing
ALTER TABLE t MODIFY c varchar(100);
-- case modify_varchar_widen_latin1_255
-- setup
CREATE TABLE t (id int PRIMARY KEY, c varchar(100)) CHARSET=latin1;
-- statement
ALTER TABLE t MODIFY c varchar(255);
-- case modify_varchar_widen_latin1_256
-- setup
CREATE TABLE t (id int PRIMARY KEY, c varchar(100)) CHARSET=latin1;
-- statement
ALTER TABLE t MODIFY c varchar(256);
-- case modify_varchar_widen_latin1_200_256
-- setup
CREATE TABLE t (id int PRIMARY KEY, c varchar(200)) CHARSET=latin1;
-- statement
ALTER TABLE t MODIFY c varchar(256);
-- case modify_varchar_widen_31_100
-- setup
CREATE TABLE t (id int PRIMARY KEY, c varchar(31)) CHARSET=utf8mb4;
-- statement
ALTER TABLE t MODIFY c varchar(100);
-- case modify_varchar_widen_32_100
-- setup
CREATE TABLE t (id int PRIMARY KEY, c varchar(32)) CHARSET=utf8mb4;
-- statement
ALTER TABLE t MODIFY c varchar(100);
-- case modify_varchar_utf8mb3_to_utf8mb4_crossing
-- setup
CREATE TABLE t (id int PRIMARY KEY, d varchar(80) CHARACTER SET utf8mb3);
-- statement
ALTER TABLE t MODIFY d varchar(80) CHARACTER SET utf8mb4;
-- case modify_varchar_widen_above_255
ALTER TABLE t MODIFY d varchar(400);
-- case modify_varchar_shrink
ALTER TABLE t MODIFY c varchar(40);
-- case modify_varchar_to_text
ALTER TABLE t MODIFY d text;
-- case modify_char_widen
-- setup
CREATE TABLE t (id int PRIMARY KEY, c char(10));
-- statement
ALTER TABLE t MODIFY c char(20);
-- case modify_varbinary_widen
-- setup
CREATE TABLE t (id int PRIMARY KEY, c varbinary(100));
-- statement
ALTER TABLE t MODIFY c varbinary(200);
-- case modify_text_to_mediumtext
ALTER TABLE t MODIFY h mediumtext;
-- case modify_decimal_widen
ALTER TABLE t MODIFY f decimal(12,2);
-- case modify_decimal_scale
ALTER TABLE t MODIFY f decimal(10,3);
-- case modify_datetime_precision
ALTER TABLE t MODIFY g datetime(6);
-- case modify_datetime_to_timestamp
ALTER TABLE t MODIFY g timestamp NULL;
-- case modify_column_charset
ALTER TABLE t MODIFY d varchar(300) CHARACTER SET latin1;
-- case modify_column_charset_utf8mb3_to_utf8mb4
-- setup
CREATE TABLE t (id int PRIMARY KEY, d varchar(300) CHARACTER SET utf8mb3);
-- statement
ALTER TABLE t MODIFY d varchar(300) CHARACTER SET utf8mb4;
-- case modify_column_collation
ALTER TABLE t MODIFY d varchar(300) COLLATE utf8mb4_bin;
-- case modify_collation_indexed
ALTER TABLE t MODIFY c varchar(50) COLLATE utf8mb4_bin;
-- case modify_not_null
ALTER TABLE t MODIFY a int NOT NULL;
-- case modify_null
ALTER TABLE t MODIFY b int NULL;
-- case modify_first
ALTER TABLE t MODIFY b int NOT NULL FIRST;
-- case modify_after
ALTER TABLE t MODIFY b int NOT NULL AFTER g;
-- case modify_default
ALTER TABLE t MODIFY a int DEFAULT 5;
-- case modify_comment
ALTER TABLE t MODIFY a int COMMENT 'text';
-- case modify_enum_append
ALTER TABLE t MODIFY e enum('x','y','z');
-- case modify_enum_insert
ALTER TABLE t MODIFY e enum('x','q','y');
-- case modify_enum_remove
ALTER TABLE t MODIFY e enum('x');
-- case modify_enum_rename
ALTER TABLE t MODIFY e enum('x','q');
-- case modify_set_append
-- setup
CREATE TABLE t (id int PRIMARY KEY, s set('a','b'));
-- statement
ALTER TABLE t MODIFY s set('a','b','c');
-- case modify_set_append_ninth
-- setup
CREATE TABLE t (id int PRIMARY KEY, s set('a','b','c','d','e','f','g','h'));
-- statement
ALTER TABLE t MODIFY s set('a','b','c','d','e','f','g','h','i');
-- case modify_auto_increment_off
ALTER TABLE t MODIFY id int NOT NULL;
-- case modify_auto_increment_on
-- setup
CREATE TABLE t (id int PRIMARY KEY, a int);
-- statement
ALTER TABLE t MODIFY id int NOT NULL AUTO_INCREMENT;
-- case modify_to_stored_generated
ALTER TABLE t MODIFY f decimal(10,2) GENERATED ALWAYS AS (a) STORED;
-- case alter_set_default
ALTER TABLE t ALTER COLUMN a SET DEFAULT 5;
-- case alter_drop_default
ALTER TABLE t ALTER COLUMN n DROP DEFAULT;
-- case add_index
ALTER TABLE t ADD INDEX t_f (f);
-- case create_index
CREATE INDEX t_f ON t (f);
-- case create_unique_index
CREATE UNIQUE INDEX t_f ON t (f);
-- case add_unique
ALTER TABLE t ADD UNIQUE KEY t_f (f);
-- case add_index_prefix
ALTER TABLE t ADD INDEX t_h (h(20));
-- case add_two_indexes
ALTER TABLE t ADD INDEX t_f (f), ADD INDEX t_g (g);
-- case add_fulltext
ALTER TABLE t ADD FULLTEXT INDEX t_h (h);
-- case add_second_fulltext
-- setup
CREATE TABLE t (id int PRIMARY KEY, g text, h text, FULLTEXT KEY t_h (h));
-- statement
ALTER TABLE t ADD FULLTEXT INDEX t_g (g);
-- case add_spatial
-- setup
CREATE TABLE t (id int PRIMARY KEY, g point NOT NULL);
INSERT INTO t VALUES (1, POINT(1, 1));
-- statement
ALTER TABLE t ADD SPATIAL INDEX t_g (g);
-- case add_index_on_virtual
-- setup
CREATE TABLE t (id int PRIMARY KEY, a int, v int AS (a + 1) VIRTUAL);
-- statement
ALTER TABLE t ADD INDEX t_v (v);
-- case drop_index
ALTER TABLE t DROP INDEX t_a;
-- case drop_and_add_index
ALTER TABLE t DROP INDEX t_a, ADD INDEX t_a (a, b);
-- case drop_fulltext
-- setup
CREATE TABLE t (id int PRIMARY KEY, h text, FULLTEXT KEY t_h (h));
-- statement
ALTER TABLE t DROP INDEX t_h;
-- case rename_index
ALTER TABLE t RENAME INDEX t_a TO t_z;
-- case add_foreign_key
ALTER TABLE t ADD CONSTRAINT t_fk FOREIGN KEY (a) REFERENCES p (id);
-- case add_foreign_key_checks_off
-- session
SET foreign_key_checks = 0;
-- statement
ALTER TABLE t ADD CONSTRAINT t_fk FOREIGN KEY (a) REFERENCES p (id);
-- case drop_foreign_key
-- setup
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE t (id int PRIMARY KEY, a int, CONSTRAINT t_fk FOREIGN KEY (a) REFERENCES p (id));
-- statement
ALTER TABLE t DROP FOREIGN KEY t_fk;
-- case add_check
ALTER TABLE t ADD CONSTRAINT t_ck CHECK (a > 0);
-- case drop_check
-- setup
CREATE TABLE t (id int PRIMARY KEY, a int, CONSTRAINT t_ck CHECK (a > 0));
-- statement
ALTER TABLE t DROP CONSTRAINT t_ck;
-- case add_primary_key
-- setup
CREATE TABLE t (id int NOT NULL, a int);
-- statement
ALTER TABLE t ADD PRIMARY KEY (id);
-- case add_primary_key_nullable
-- setup
CREATE TABLE t (id int, a int);
-- statement
ALTER TABLE t ADD PRIMARY KEY (id);
-- case drop_primary_key
-- setup
CREATE TABLE t (id int NOT NULL PRIMARY KEY, a int);
-- statement
ALTER TABLE t DROP PRIMARY KEY;
-- case change_primary_key
-- setup
CREATE TABLE t (id int NOT NULL PRIMARY KEY, a int NOT NULL);
-- statement
ALTER TABLE t DROP PRIMARY KEY, ADD PRIMARY KEY (a);
-- case add_column_primary_key
-- setup
CREATE TABLE t (a int);
-- statement
ALTER TABLE t ADD COLUMN id int NOT NULL PRIMARY KEY;
-- case engine_innodb
ALTER TABLE t ENGINE=InnoDB;
-- case engine_myisam
ALTER TABLE t ENGINE=MyISAM;
-- case force
ALTER TABLE t FORCE;
-- case force_fulltext
-- setup
CREATE TABLE t (id int PRIMARY KEY, h text, FULLTEXT KEY t_h (h));
-- statement
ALTER TABLE t FORCE;
-- case row_format
ALTER TABLE t ROW_FORMAT=COMPACT;
-- case key_block_size
ALTER TABLE t KEY_BLOCK_SIZE=8;
-- case default_charset
ALTER TABLE t DEFAULT CHARACTER SET latin1;
-- case default_collation
ALTER TABLE t COLLATE utf8mb4_bin;
-- case convert_charset
ALTER TABLE t CONVERT TO CHARACTER SET latin1;
-- case convert_charset_utf8mb3_to_utf8mb4
-- setup
CREATE TABLE t (id int PRIMARY KEY, d varchar(300)) CHARSET=utf8mb3;
-- statement
ALTER TABLE t CONVERT TO CHARACTER SET utf8mb4;
-- case convert_charset_text_column
-- setup
CREATE TABLE t (id int PRIMARY KEY, h text) CHARSET=utf8mb3;
-- statement
ALTER TABLE t CONVERT TO CHARACTER SET utf8mb4;
-- case convert_charset_indexed
-- setup
CREATE TABLE t (id int PRIMARY KEY, c varchar(50), KEY t_c (c)) CHARSET=utf8mb3;
-- statement
ALTER TABLE t CONVERT TO CHARACTER SET utf8mb4;
-- case add_drop_and_default
ALTER TABLE t ADD COLUMN z int, ALTER COLUMN a DROP DEFAULT, DROP COLUMN f;
-- case convert_charset_without_text
-- setup
CREATE TABLE t (id int PRIMARY KEY, a int) CHARSET=latin1;
-- statement
ALTER TABLE t CONVERT TO CHARACTER SET utf8mb4;
-- case auto_increment_value
ALTER TABLE t AUTO_INCREMENT=1000;
-- case table_comment
ALTER TABLE t COMMENT='text';
-- case statistics
ALTER TABLE t STATS_PERSISTENT=1;
-- case order_by
ALTER TABLE t ORDER BY a;
-- case rename_table
ALTER TABLE t RENAME TO z;
-- case disable_keys
ALTER TABLE t DISABLE KEYS;
-- case partition_by
-- setup
CREATE TABLE t (id int PRIMARY KEY, a int);
-- statement
ALTER TABLE t PARTITION BY HASH (id) PARTITIONS 4;
-- case remove_partitioning
-- setup
CREATE TABLE t (id int PRIMARY KEY, a int) PARTITION BY HASH (id) PARTITIONS 4;
-- statement
ALTER TABLE t REMOVE PARTITIONING;
-- case add_partition_range
-- setup
CREATE TABLE t (id int PRIMARY KEY, a int) PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN (20));
-- statement
ALTER TABLE t ADD PARTITION (PARTITION p2 VALUES LESS THAN (30));
-- case drop_partition
-- setup
CREATE TABLE t (id int PRIMARY KEY, a int) PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN (20));
-- statement
ALTER TABLE t DROP PARTITION p0;
-- case add_index_and_column_position
ALTER TABLE t ADD COLUMN z int AFTER a, ADD INDEX t_z (z);
-- case add_column_and_not_null
ALTER TABLE t ADD COLUMN z int, MODIFY a int NOT NULL;
-- case add_column_and_type
ALTER TABLE t ADD COLUMN z int, MODIFY a bigint;
-- case drop_index_and_set_default
ALTER TABLE t DROP INDEX t_a, ALTER COLUMN a SET DEFAULT 1;
-- case rename_column_and_add_index
ALTER TABLE t RENAME COLUMN f TO z, ADD INDEX t_g (g);
-- case add_index_and_foreign_key
ALTER TABLE t ADD INDEX t_n (n), ADD CONSTRAINT t_fk FOREIGN KEY (a) REFERENCES p (id);
-- case set_default_and_rename
ALTER TABLE t ALTER COLUMN a SET DEFAULT 5, RENAME TO z;
-- case modify_and_add_column_positions
ALTER TABLE t MODIFY b int NOT NULL AFTER g, ADD COLUMN z int FIRST;
-- case drop_column_and_index
ALTER TABLE t DROP COLUMN a, DROP INDEX t_a;
-- case add_unique_and_drop_index
ALTER TABLE t ADD UNIQUE KEY t_n (n), DROP INDEX t_a;
-- case rename_column_and_set_default
ALTER TABLE t RENAME COLUMN f TO z, ALTER COLUMN a SET DEFAULT 1;
-- case modify_enum_append_and_add_column
ALTER TABLE t MODIFY e enum('x','y','z'), ADD COLUMN z int;
-- case modify_varchar_and_add_index
ALTER TABLE t MODIFY c varchar(60), ADD INDEX t_g (g);
-- case change_rename_and_not_null
ALTER TABLE t CHANGE a z int NOT NULL;
-- case change_rename_and_move
ALTER TABLE t CHANGE f z decimal(10,2) FIRST;
-- case add_column_utf8mb3
ALTER TABLE t ADD COLUMN z varchar(20) CHARACTER SET utf8mb3;
-- case add_column_enum_default
ALTER TABLE t ADD COLUMN z enum('a','b') NOT NULL DEFAULT 'b' AFTER id;
-- case add_index_descending
ALTER TABLE t ADD INDEX t_g (g DESC);
-- case add_index_and_comment
ALTER TABLE t ADD INDEX t_g (g), COMMENT='text';
-- case add_check_and_column
ALTER TABLE t ADD COLUMN z int, ADD CONSTRAINT t_ck CHECK (b >= 0);
-- case modify_text_to_varchar
ALTER TABLE t MODIFY h varchar(200);
-- case modify_timestamp_default
ALTER TABLE t MODIFY g datetime DEFAULT CURRENT_TIMESTAMP;
-- case add_generated_with_index
ALTER TABLE t ADD COLUMN z int AS (a + 1) VIRTUAL, ADD INDEX t_z (z);
-- case drop_foreign_key_and_index
-- setup
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE t (id int PRIMARY KEY, a int, KEY t_a (a), CONSTRAINT t_fk FOREIGN KEY (a) REFERENCES p (id));
-- statement
ALTER TABLE t DROP FOREIGN KEY t_fk, DROP INDEX t_a;
-- case drop_foreign_key_and_column
-- setup
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE t (id int PRIMARY KEY, a int, CONSTRAINT t_fk FOREIGN KEY (a) REFERENCES p (id));
-- statement
ALTER TABLE t DROP FOREIGN KEY t_fk, DROP COLUMN a;
-- case modify_unsigned_in_foreign_key
-- setup
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE t (id int PRIMARY KEY, a int, CONSTRAINT t_fk FOREIGN KEY (a) REFERENCES p (id));
-- statement
ALTER TABLE t MODIFY a bigint;
-- case modify_referenced_type
-- setup
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE TABLE c (id int PRIMARY KEY, a int, CONSTRAINT c_fk FOREIGN KEY (a) REFERENCES t (id));
-- statement
ALTER TABLE t MODIFY id bigint NOT NULL;
-- case modify_varchar_in_foreign_key
-- setup
CREATE TABLE p (id int PRIMARY KEY, v varchar(10), UNIQUE KEY p_v (v));
CREATE TABLE t (id int PRIMARY KEY, a int, v varchar(10), CONSTRAINT t_fk FOREIGN KEY (v) REFERENCES p (v));
-- statement
ALTER TABLE t MODIFY v varchar(20);
-- case drop_column_of_foreign_key
-- setup
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE t (id int PRIMARY KEY, a int, CONSTRAINT t_fk FOREIGN KEY (a) REFERENCES p (id));
-- statement
ALTER TABLE t DROP COLUMN a;
-- case drop_index_of_foreign_key
-- setup
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE t (id int PRIMARY KEY, a int, KEY t_a (a), CONSTRAINT t_fk FOREIGN KEY (a) REFERENCES p (id));
-- statement
ALTER TABLE t DROP INDEX t_a;
-- case drop_foreign_key_and_modify
-- setup
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE t (id int PRIMARY KEY, a int, CONSTRAINT t_fk FOREIGN KEY (a) REFERENCES p (id));
-- statement
ALTER TABLE t DROP FOREIGN KEY t_fk, MODIFY a bigint;
-- case together_drop_column_and_comment
ALTER TABLE t DROP COLUMN f, COMMENT='text';
-- case together_drop_column_and_unique
ALTER TABLE t DROP COLUMN h, ADD UNIQUE KEY t_fu (f);
-- case together_drop_column_and_add_index
ALTER TABLE t DROP COLUMN f, ADD INDEX t_g (g);
-- case together_drop_column_and_drop_index
ALTER TABLE t DROP COLUMN f, DROP INDEX t_a;
-- case together_drop_column_and_rename
ALTER TABLE t DROP COLUMN f, RENAME COLUMN g TO z;
-- case together_drop_column_and_longer
ALTER TABLE t DROP COLUMN f, MODIFY c varchar(55);
-- case together_add_column_and_comment
ALTER TABLE t ADD COLUMN z int, COMMENT='text';
-- case together_add_column_and_drop_index
ALTER TABLE t ADD COLUMN z int, DROP INDEX t_a;
-- case together_add_column_and_rename_index
ALTER TABLE t ADD COLUMN z int, RENAME INDEX t_a TO t_z;
-- case together_add_column_and_longer
ALTER TABLE t ADD COLUMN z int, MODIFY d varchar(310);
-- case together_add_column_and_charset
ALTER TABLE t ADD COLUMN z int, DEFAULT CHARSET=latin1;
-- case together_add_column_and_statistics
ALTER TABLE t STATS_PERSISTENT=1, ADD COLUMN z varchar(20) NOT NULL DEFAULT 'x';
-- case together_longer_and_comment
ALTER TABLE t MODIFY d varchar(310), COMMENT='text';
-- case together_rename_and_comment
ALTER TABLE t RENAME COLUMN n TO z, COMMENT='text';
-- case together_default_and_comment
ALTER TABLE t MODIFY a int DEFAULT 3, COMMENT='text';
-- case together_move_and_add_index
ALTER TABLE t ADD INDEX t_b (b), MODIFY a int FIRST;
-- case together_move_and_drop_index
ALTER TABLE t DROP INDEX t_a, MODIFY f decimal(10,2) FIRST;
-- case together_move_and_rename
ALTER TABLE t RENAME COLUMN d TO z, MODIFY f decimal(10,2) FIRST;
-- case together_virtual_and_comment
ALTER TABLE t ADD COLUMN z int AS (b + 1) VIRTUAL, COMMENT='text';
-- case together_virtual_and_longer
ALTER TABLE t ADD COLUMN z int AS (b + 1) VIRTUAL, MODIFY d varchar(310);
-- case together_virtual_and_modify_comment
ALTER TABLE t ADD COLUMN z int AS (b + 1) VIRTUAL, MODIFY f decimal(10,2) COMMENT 'text';
-- case together_virtual_and_drop_index
ALTER TABLE t ADD COLUMN z int AS (b + 1) VIRTUAL, DROP INDEX t_a;
-- case together_virtual_and_add_index
ALTER TABLE t ADD COLUMN z int AS (b + 1) VIRTUAL, ADD INDEX t_g (g);
-- case together_virtual_and_drop_column
ALTER TABLE t ADD COLUMN z int AS (b + 1) VIRTUAL, DROP COLUMN f;
-- case together_virtual_and_drop_indexed_column
ALTER TABLE t ADD COLUMN z int AS (b + 1) VIRTUAL, DROP COLUMN a;
-- case together_virtual_and_move
ALTER TABLE t ADD COLUMN z int AS (b + 1) VIRTUAL, MODIFY f decimal(10,2) FIRST;
-- case together_virtual_and_force
ALTER TABLE t ADD COLUMN z int AS (b + 1) VIRTUAL, FORCE;
-- case together_virtual_and_rename
ALTER TABLE t ADD COLUMN z int AS (b + 1) VIRTUAL, RENAME COLUMN f TO y;
-- case together_virtual_and_default
ALTER TABLE t ADD COLUMN z int AS (b + 1) VIRTUAL, ALTER a SET DEFAULT 5;
-- case together_two_virtual_columns
ALTER TABLE t ADD COLUMN z int AS (b + 1) VIRTUAL, ADD COLUMN y int AS (b + 2) VIRTUAL;
-- case together_virtual_column_and_index
ALTER TABLE t ADD COLUMN z int AS (b + 1) VIRTUAL, ADD COLUMN y int, ADD INDEX t_g (g);
-- case together_virtual_and_check
ALTER TABLE t ADD COLUMN z int AS (b + 1) VIRTUAL, ADD CONSTRAINT t_ck CHECK (b > -5);
-- case together_drop_virtual_and_column
-- setup
CREATE TABLE t (id int PRIMARY KEY, a int, b int NOT NULL, d varchar(300), n varchar(20) NOT NULL DEFAULT '', KEY t_a (a), v int AS (b + 1) VIRTUAL);
-- statement
ALTER TABLE t DROP COLUMN v, DROP COLUMN d;
-- case together_drop_virtual_and_add_column
-- setup
CREATE TABLE t (id int PRIMARY KEY, a int, b int NOT NULL, d varchar(300), n varchar(20) NOT NULL DEFAULT '', KEY t_a (a), v int AS (b + 1) VIRTUAL);
-- statement
ALTER TABLE t DROP COLUMN v, ADD COLUMN z int;
-- case together_drop_virtual_and_default
-- setup
CREATE TABLE t (id int PRIMARY KEY, a int, b int NOT NULL, d varchar(300), n varchar(20) NOT NULL DEFAULT '', KEY t_a (a), v int AS (b + 1) VIRTUAL);
-- statement
ALTER TABLE t DROP COLUMN v, ALTER a SET DEFAULT 5;
-- case together_drop_virtual_and_force
-- setup
CREATE TABLE t (id int PRIMARY KEY, a int, b int NOT NULL, d varchar(300), n varchar(20) NOT NULL DEFAULT '', KEY t_a (a), v int AS (b + 1) VIRTUAL);
-- statement
ALTER TABLE t DROP COLUMN v, FORCE;
-- case together_drop_virtual_and_index
-- setup
CREATE TABLE t (id int PRIMARY KEY, a int, b int NOT NULL, d varchar(300), n varchar(20) NOT NULL DEFAULT '', KEY t_a (a), v int AS (b + 1) VIRTUAL);
-- statement
ALTER TABLE t DROP COLUMN v, ADD INDEX t_b (b);
-- case together_beside_virtual_drop_and_add
-- setup
CREATE TABLE t (id int PRIMARY KEY, a int, b int NOT NULL, d varchar(300), n varchar(20) NOT NULL DEFAULT '', KEY t_a (a), v int AS (b + 1) VIRTUAL);
-- statement
ALTER TABLE t DROP COLUMN d, ADD COLUMN z int;
-- case together_beside_virtual_drop_and_default
-- setup
CREATE TABLE t (id int PRIMARY KEY, a int, b int NOT NULL, d varchar(300), n varchar(20) NOT NULL DEFAULT '', KEY t_a (a), v int AS (b + 1) VIRTUAL);
-- statement
ALTER TABLE t DROP COLUMN d, ALTER a SET DEFAULT 5;
-- case together_beside_virtual_drop_and_rename
-- setup
CREATE TABLE t (id int PRIMARY KEY, a int, b int NOT NULL, d varchar(300), n varchar(20) NOT NULL DEFAULT '', KEY t_a (a), v int AS (b + 1) VIRTUAL);
-- statement
ALTER TABLE t DROP COLUMN d, RENAME COLUMN n TO z;
-- case together_beside_virtual_drop_and_index
-- setup
CREATE TABLE t (id int PRIMARY KEY, a int, b int NOT NULL, d varchar(300), n varchar(20) NOT NULL DEFAULT '', KEY t_a (a), v int AS (b + 1) VIRTUAL);
-- statement
ALTER TABLE t DROP COLUMN d, DROP INDEX t_a;
-- case together_beside_virtual_add_and_longer
-- setup
CREATE TABLE t (id int PRIMARY KEY, a int, b int NOT NULL, d varchar(300), n varchar(20) NOT NULL DEFAULT '', KEY t_a (a), v int AS (b + 1) VIRTUAL);
-- statement
ALTER TABLE t ADD COLUMN z int, MODIFY d varchar(310);
-- case modify_position_beside_virtual
-- setup
CREATE TABLE t (id int PRIMARY KEY, a int, b int NOT NULL, d varchar(300), n varchar(20) NOT NULL DEFAULT '', KEY t_a (a), v int AS (b + 1) VIRTUAL);
-- statement
ALTER TABLE t MODIFY d varchar(300) FIRST;
-- case modify_nullable_fulltext_table
-- setup
CREATE TABLE t (id int PRIMARY KEY, a int, b int NOT NULL, d varchar(300), n varchar(20) NOT NULL DEFAULT '', KEY t_a (a), FULLTEXT KEY t_ft (d));
-- statement
ALTER TABLE t MODIFY b int NULL;
-- case modify_position_fulltext_table
-- setup
CREATE TABLE t (id int PRIMARY KEY, a int, b int NOT NULL, d varchar(300), n varchar(20) NOT NULL DEFAULT '', KEY t_a (a), FULLTEXT KEY t_ft (d));
-- statement
ALTER TABLE t MODIFY a int FIRST;
-- case modify_longer_fulltext_table
-- setup
CREATE TABLE t (id int PRIMARY KEY, a int, b int NOT NULL, d varchar(300), n varchar(20) NOT NULL DEFAULT '', KEY t_a (a), FULLTEXT KEY t_ft (d));
-- statement
ALTER TABLE t MODIFY n varchar(25) NOT NULL DEFAULT '';
-- case change_primary_key_fulltext_table
-- setup
CREATE TABLE t (id int PRIMARY KEY, a int, b int NOT NULL, d varchar(300), n varchar(20) NOT NULL DEFAULT '', KEY t_a (a), FULLTEXT KEY t_ft (d));
-- statement
ALTER TABLE t DROP PRIMARY KEY, ADD PRIMARY KEY (b);
-- case add_index_fulltext_table
-- setup
CREATE TABLE t (id int PRIMARY KEY, a int, b int NOT NULL, d varchar(300), n varchar(20) NOT NULL DEFAULT '', KEY t_a (a), FULLTEXT KEY t_ft (d));
-- statement
ALTER TABLE t ADD INDEX t_b (b);
-- case together_column_and_index_fulltext_table
-- setup
CREATE TABLE t (id int PRIMARY KEY, a int, b int NOT NULL, d varchar(300), n varchar(20) NOT NULL DEFAULT '', KEY t_a (a), FULLTEXT KEY t_ft (d));
-- statement
ALTER TABLE t ADD COLUMN z int, ADD INDEX t_z (z);
-- case row_format_fulltext_table
-- setup
CREATE TABLE t (id int PRIMARY KEY, a int, b int NOT NULL, d varchar(300), n varchar(20) NOT NULL DEFAULT '', KEY t_a (a), FULLTEXT KEY t_ft (d));
-- statement
ALTER TABLE t ROW_FORMAT=COMPACT;
-- case modify_indexed_to_text
ALTER TABLE t MODIFY c text;
-- case add_foreign_key_partitioned_table
-- setup
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE t (id int PRIMARY KEY, a int, b int NOT NULL) PARTITION BY HASH (id) PARTITIONS 3;
-- statement
ALTER TABLE t ADD CONSTRAINT t_fk FOREIGN KEY (b) REFERENCES p (id);
-- case together_default_charset_and_modify
ALTER TABLE t DEFAULT CHARSET=latin1, MODIFY n varchar(20) NOT NULL DEFAULT '';
-- case drop_column_last_of_fulltext
-- setup
CREATE TABLE t (id int PRIMARY KEY, a int, b int NOT NULL, d varchar(300), n varchar(20) NOT NULL DEFAULT '', KEY t_a (a), FULLTEXT KEY t_ft (d));
-- statement
ALTER TABLE t DROP COLUMN d;
-- case together_drop_fulltext_and_add_column
-- setup
CREATE TABLE t (id int PRIMARY KEY, a int, b int NOT NULL, d varchar(300), n varchar(20) NOT NULL DEFAULT '', KEY t_a (a), FULLTEXT KEY t_ft (d));
-- statement
ALTER TABLE t DROP INDEX t_ft, ADD COLUMN z int;
-- case together_drop_fulltext_and_nullable
-- setup
CREATE TABLE t (id int PRIMARY KEY, a int, b int NOT NULL, d varchar(300), n varchar(20) NOT NULL DEFAULT '', KEY t_a (a), FULLTEXT KEY t_ft (d));
-- statement
ALTER TABLE t DROP INDEX t_ft, MODIFY b int NULL;
-- case modify_enum_charset
ALTER TABLE t MODIFY e enum('x','y') CHARACTER SET latin1;
-- case together_enum_and_default_charset
ALTER TABLE t MODIFY e enum('x','y','z'), DEFAULT CHARSET=latin1;
-- case add_unique_partitioned_table
-- setup
CREATE TABLE t (id int PRIMARY KEY, a int, b int) PARTITION BY HASH (id) PARTITIONS 3;
-- statement
ALTER TABLE t ADD UNIQUE KEY t_a (a);
-- case add_unique_with_partition_column
-- setup
CREATE TABLE t (id int PRIMARY KEY, a int, b int) PARTITION BY HASH (id) PARTITIONS 3;
-- statement
ALTER TABLE t ADD UNIQUE KEY t_a (a, id);
-- case change_primary_key_partitioned_table
-- setup
CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL, b int) PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN MAXVALUE);
-- statement
ALTER TABLE t DROP PRIMARY KEY, ADD PRIMARY KEY (a);
