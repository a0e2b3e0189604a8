CREATE TYPE order_state AS ENUM ('open', 'sent');
ALTER TABLE orders DROP COLUMN state;
ALTER TABLE orders ADD COLUMN state order_state;
