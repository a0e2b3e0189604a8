CREATE INDEX orders_email_idx ON orders (email);
CREATE INDEX orders_email_index ON orders (email);
