CREATE TABLE product_channels (product_id int NOT NULL, channel_id int NOT NULL, UNIQUE (product_id, channel_id));
