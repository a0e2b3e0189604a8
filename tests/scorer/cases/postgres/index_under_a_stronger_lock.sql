-- file: 001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, region_id bigint, note text);
CREATE INDEX orders_region ON orders (region_id);
-- file: 002_index.sql
BEGIN;
SET LOCAL lock_timeout = '3s';
DROP INDEX orders_region; -- expect: drop-index-without-concurrently
-- reads wait as well: DROP INDEX has taken ACCESS EXCLUSIVE on the table
CREATE INDEX orders_region_note ON orders (region_id, note); -- expect: index-without-concurrently
COMMIT;
