-- What examples of a single file take for granted, because earlier files have made it.
CREATE TABLE customers (id bigint PRIMARY KEY, name text, fax text, active boolean);
CREATE TABLE orders (id bigint PRIMARY KEY, email text, state text, source text,
    total integer, size integer, width integer, height integer, day date, customer_id bigint);
CREATE INDEX orders_day_idx ON orders (day);
CREATE TABLE invoices (id bigint PRIMARY KEY, reference text, total bigint);
CREATE TABLE tasks (id bigint PRIMARY KEY, title text, org_id bigint);
CREATE TABLE settings (id bigint PRIMARY KEY, value text);
CREATE TABLE exchange_rates (id bigint PRIMARY KEY, rate numeric);
CREATE TABLE imports (id bigint PRIMARY KEY);
CREATE TABLE import_rows (id bigint PRIMARY KEY, line text);
CREATE TABLE metrics (id bigint, day date NOT NULL) PARTITION BY RANGE (day);
CREATE TABLE metrics_2023_01 PARTITION OF metrics FOR VALUES FROM ('2023-01-01') TO ('2023-02-01');
CREATE TABLE users (id bigint PRIMARY KEY, email text, name text);
CREATE TABLE events (id bigint PRIMARY KEY, size bigint);
CREATE TABLE bookings (id bigint PRIMARY KEY, during tstzrange);
CREATE TABLE tags (order_id bigint NOT NULL, tag text NOT NULL);
CREATE TABLE notifications (id bigint PRIMARY KEY, line text);
CREATE UNLOGGED TABLE buffer (id bigint PRIMARY KEY, line text);
CREATE MATERIALIZED VIEW totals AS SELECT day, day * 2 AS total FROM generate_series(1, 100) AS day;
CREATE SCHEMA archive;
