ALTER TABLE customers ADD COLUMN company_id bigint;
