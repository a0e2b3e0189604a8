-- long-transactions: Transactions older than a minute
-- expected: 0 sessions
-- DDL waits for them, and everybody else waits behind the DDL; CONCURRENTLY waits for every one of them.
SELECT count(*) AS answer, string_agg(pid || ' ' || coalesce(state, '') || ' since ' || xact_start::text, '; ') AS remark
  FROM pg_stat_activity
 WHERE xact_start < now() - interval '1 minute'
   AND pid <> pg_backend_pid()
   AND backend_type = 'client backend';

-- prepared-transactions: Prepared transactions left open
-- expected: 0 sessions
-- They hold their locks until somebody commits them, across restarts.
SELECT count(*) AS answer
  FROM pg_prepared_xacts;

-- lock-waits: Sessions that wait for a lock
-- expected: 0 sessions
-- Who waits already makes the change wait, too.
SELECT count(*) AS answer
  FROM pg_stat_activity
 WHERE wait_event_type = 'Lock' AND pid <> pg_backend_pid();

-- invalid-indexes: Invalid indexes on the tables of this change
-- expected: 0
-- A failed CONCURRENTLY leaves one behind: every write pays for it, no query uses it, and IF NOT EXISTS takes it for the new one.
SELECT count(*) AS answer, string_agg(indexrelid::regclass::text, ', ') AS remark
  FROM pg_index
 WHERE NOT indisvalid
   AND indrelid IN (to_regclass('public.companies'), to_regclass('public.customers'));

-- rows:public.customers: Rows of `customers`
-- expected: no limit: a number to know
-- How much there is to lock, fill or check; to be compared afterwards.
SELECT count(*) AS answer
  FROM public.customers;

-- size:public.customers: Size of `customers`, of which every row is read
-- expected: no limit: a number to know
-- The build takes as long as reading and sorting this; the index and its temporary files may need as much disk at most.
SELECT pg_table_size(to_regclass('public.customers')) AS answer,
       pg_size_pretty(pg_table_size(to_regclass('public.customers'))) AS remark;

-- orphans:public.customers.company_id: Rows of `customers` whose (company_id) is not in `companies`
-- expected: no limit: a number to know
-- With one orphan line 18 of 2025_02_02_000001_add_company_id_constraint_to_customers.php fails (23503). The change itself writes to the column first: this is how much is to be done.
SELECT count(*) AS answer
  FROM public.customers AS c
 WHERE c.company_id IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM public.companies AS p WHERE p.id = c.company_id);

-- nulls:public.customers.company_id: NULL in `customers.company_id`
-- expected: no limit: a number to know
-- With one NULL line 20 of 2025_02_02_000001_add_company_id_constraint_to_customers.php fails (23502, or 23514 for a CHECK). The change itself writes to the column first: this is how much is to be done.
SELECT count(*) AS answer
  FROM public.customers
 WHERE company_id IS NULL;

-- tables: Tables and views that the change makes, and that are not there
-- expected: 0
-- Part of the change has not run.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('public.customers_company_audit'), ('public.customers_company_backup')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM (SELECT 1) AS one WHERE to_regclass(w.name) IS NOT NULL);

-- not-null:public.customers: Columns of `customers` that should be NOT NULL, and are not
-- expected: 0
-- A NULL may come in again.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('company_id')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_attribute AS a WHERE a.attrelid = to_regclass('public.customers') AND a.attname = w.name AND NOT a.attisdropped AND a.attnotnull);

-- nulls:public.customers.company_id: NULL left in `customers.company_id`
-- expected: 0 rows
-- The change makes the column NOT NULL.
SELECT count(*) AS answer
  FROM public.customers
 WHERE company_id IS NULL;

-- refused:public.customers.company_id: A NULL in `customers.company_id` is refused
-- expected: the error 23502
-- Shown, not run by miglint: try it in a transaction that is rolled back. A trigger that fills the column may let it pass.
-- BEGIN; INSERT INTO public.customers (company_id) VALUES (NULL); ROLLBACK;

-- constraints:public.customers: Constraints of `customers` that are missing or not validated
-- expected: 0
-- What they promise does not hold for every row.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('customers_company_id_foreign'), ('customers_company_id_present')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_constraint AS c WHERE c.conrelid = to_regclass('public.customers') AND c.conname = w.name AND c.convalidated);

-- indexes:public.customers: Indexes of `customers` that are missing or not valid
-- expected: 0
-- A concurrent build that failed leaves an index that costs and does not serve.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('public.customers_company_id_index')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_index AS i WHERE i.indexrelid = to_regclass(w.name) AND i.indisvalid AND i.indisready);

-- constraints:public.customers_company_audit: Constraints of `customers_company_audit` that are missing or not validated
-- expected: 0
-- What they promise does not hold for every row.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('customers_company_audit_pkey')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_constraint AS c WHERE c.conrelid = to_regclass('public.customers_company_audit') AND c.conname = w.name AND c.convalidated);

-- indexes:public.customers_company_audit: Indexes of `customers_company_audit` that are missing or not valid
-- expected: 0
-- A concurrent build that failed leaves an index that costs and does not serve.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('public.customers_company_audit_customer_id_index')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_index AS i WHERE i.indexrelid = to_regclass(w.name) AND i.indisvalid AND i.indisready);

-- constraints:public.customers_company_backup: Constraints of `customers_company_backup` that are missing or not validated
-- expected: 0
-- What they promise does not hold for every row.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('customers_company_backup_pkey')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_constraint AS c WHERE c.conrelid = to_regclass('public.customers_company_backup') AND c.conname = w.name AND c.convalidated);

-- orphans:public.customers.company_id: Rows of `customers` whose (company_id) is not in `companies`
-- expected: 0 rows
-- The foreign key promises that there are none.
SELECT count(*) AS answer
  FROM public.customers AS c
 WHERE c.company_id IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM public.companies AS p WHERE p.id = c.company_id);

-- rows:public.customers: Rows of `customers`
-- expected: as before the change, but for what the application wrote meanwhile
-- The change neither adds nor deletes rows here.
SELECT count(*) AS answer
  FROM public.customers;

