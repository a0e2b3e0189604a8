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
   AND indrelid IN (to_regclass('public.companies'), to_regclass('public.customers'), to_regclass('public.exchange_rates'), to_regclass('public.import_batches'), to_regclass('public.import_rows'), to_regclass('public.invoice_lines'), to_regclass('public.invoices'), to_regclass('public.users'));

-- rows:public.customers: Rows of `customers`
-- expected: no limit: a number to know
-- How much there is to lock, fill or check; to be compared afterwards.
SELECT count(*) AS answer
  FROM public.customers;

-- disk:public.customers: Disk that the rewrite of `customers` needs
-- expected: no limit: a number to know
-- The table and its indexes are written again before the old files go: this much must be free where they are, and about as much WAL is written.
SELECT pg_total_relation_size(to_regclass('public.customers')) AS answer,
       pg_size_pretty(pg_total_relation_size(to_regclass('public.customers'))) AS remark;

-- rows:public.exchange_rates: Rows of `exchange_rates`
-- expected: no limit: a number to know
-- How much there is to lock, fill or check; to be compared afterwards.
SELECT count(*) AS answer
  FROM public.exchange_rates;

-- size:public.exchange_rates: Size of `exchange_rates`, of which every row is read
-- expected: no limit: a number to know
-- The build takes as long as reading and sorting this; the index and its temporary files may need as much disk at most.
SELECT pg_table_size(to_regclass('public.exchange_rates')) AS answer,
       pg_size_pretty(pg_table_size(to_regclass('public.exchange_rates'))) AS remark;

-- rows:public.import_batches: Rows of `import_batches`
-- expected: no limit: a number to know
-- How much there is to lock, fill or check; to be compared afterwards.
SELECT count(*) AS answer
  FROM public.import_batches;

-- rows:public.import_rows: Rows of `import_rows`
-- expected: no limit: a number to know
-- How much there is to lock, fill or check; to be compared afterwards.
SELECT count(*) AS answer
  FROM public.import_rows;

-- rows:public.invoice_lines: Rows of `invoice_lines`
-- expected: no limit: a number to know
-- How much there is to lock, fill or check; to be compared afterwards.
SELECT count(*) AS answer
  FROM public.invoice_lines;

-- disk:public.invoice_lines: Disk that the rewrite of `invoice_lines` needs
-- expected: no limit: a number to know
-- The table and its indexes are written again before the old files go: this much must be free where they are, and about as much WAL is written.
SELECT pg_total_relation_size(to_regclass('public.invoice_lines')) AS answer,
       pg_size_pretty(pg_total_relation_size(to_regclass('public.invoice_lines'))) AS remark;

-- rows:public.invoices: Rows of `invoices`
-- expected: no limit: a number to know
-- How much there is to lock, fill or check; to be compared afterwards.
SELECT count(*) AS answer
  FROM public.invoices;

-- disk:public.invoices: Disk that the rewrite of `invoices` needs
-- expected: no limit: a number to know
-- The table and its indexes are written again before the old files go: this much must be free where they are, and about as much WAL is written.
SELECT pg_total_relation_size(to_regclass('public.invoices')) AS answer,
       pg_size_pretty(pg_total_relation_size(to_regclass('public.invoices'))) AS remark;

-- rows:public.users: Rows of `users`
-- expected: no limit: a number to know
-- How much there is to lock, fill or check; to be compared afterwards.
SELECT count(*) AS answer
  FROM public.users;

-- size:public.users: Size of `users`, of which every row is read
-- expected: no limit: a number to know
-- The statement takes as long as reading this.
SELECT pg_table_size(to_regclass('public.users')) AS answer,
       pg_size_pretty(pg_table_size(to_regclass('public.users'))) AS remark;

-- rows-refused:public.customers.billing_country: Rows of `customers` that `billing_country` has no value for
-- expected: 0 rows
-- With a single row in the table line 79 of 0008_tenant_context.sql fails (23502).
SELECT count(*) AS answer
  FROM (SELECT 1 FROM public.customers LIMIT 1) AS one;

-- nulls:public.exchange_rates.currency,rate_date: NULL in `exchange_rates.currency, rate_date`
-- expected: 0 rows
-- With one NULL line 12 of 0009_ledger.sql fails (23502, or 23514 for a CHECK).
SELECT count(*) AS answer
  FROM public.exchange_rates
 WHERE currency IS NULL;

-- duplicates:public.exchange_rates.currency,rate_date: Duplicates of (currency, rate_date) in `exchange_rates`
-- expected: 0 rows
-- With one duplicate line 12 of 0009_ledger.sql fails (23505).
SELECT count(*) AS answer
  FROM (SELECT 1 FROM public.exchange_rates WHERE currency IS NOT NULL AND rate_date IS NOT NULL GROUP BY currency, rate_date HAVING count(*) > 1) AS doubled;

-- violations:public.invoices.invoices_total_not_negative: Rows of `invoices` that the CHECK refuses
-- expected: 0 rows
-- With one such row line 89 of 0009_ledger.sql fails (23514).
SELECT count(*) AS answer
  FROM public.invoices
 WHERE NOT (total_minor >= 0);

-- violations:public.invoices.invoices_due_after_issue: Rows of `invoices` that the CHECK refuses
-- expected: 0 rows
-- With one such row line 94 of 0009_ledger.sql fails (23514).
SELECT count(*) AS answer
  FROM public.invoices
 WHERE NOT (due_on >= issued_on);

-- coverage:public.invoices.company_id: Rows to fill in `invoices.company_id` that the backfill has a value for
-- expected: at least 100 %
-- Line 51 of 0008_tenant_context.sql takes the values from there, and NOT NULL comes after it.
SELECT CASE WHEN count(*) = 0 THEN 100
            ELSE round(100.0 * count(*) FILTER (WHERE covered) / count(*), 2) END AS answer,
       count(*) FILTER (WHERE covered) || ' of ' || count(*) || ' rows' AS remark
  FROM (SELECT EXISTS (SELECT 1 FROM customers AS c WHERE c.id = i.customer_id AND (c.company_id) IS NOT NULL) AS covered
          FROM invoices AS i) AS to_fill;

-- conflicts:public.invoices.company_id: Rows to fill in `invoices.company_id` with several values to choose from
-- expected: 0 rows
-- The UPDATE takes any one of them, and which one is not said.
SELECT count(*) AS answer
  FROM (SELECT (SELECT count(DISTINCT (c.company_id)) FROM customers AS c WHERE c.id = i.customer_id) AS sources
          FROM invoices AS i) AS to_fill
 WHERE sources > 1;

-- coverage:public.customers.email: Rows to fill in `customers.email` that the backfill has a value for
-- expected: no limit: a number to know
-- Line 71 of 0010_payments_and_webhooks.sql takes the values from there.
SELECT CASE WHEN count(*) = 0 THEN 100
            ELSE round(100.0 * count(*) FILTER (WHERE covered) / count(*), 2) END AS answer,
       count(*) FILTER (WHERE covered) || ' of ' || count(*) || ' rows' AS remark
  FROM (SELECT (lower(email)) IS NOT NULL AS covered
          FROM customers WHERE customers.email IS NULL) AS to_fill;

-- rows-added:app.accounts: Rows that an INSERT adds to `app.accounts`
-- expected: no limit: a number to know
-- Line 55 of 0011_status_and_row_security.sql takes them from this query.
SELECT count(*) AS answer
  FROM (SELECT c.id, '6800', 'expense', 'Payment provider fees'
  FROM companies AS c
 WHERE c.id = app.current_company_id()) AS added;

-- tables: Tables and views that the change makes, and that are not there
-- expected: 0
-- Part of the change has not run.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('app.accounts'), ('app.invoice_transitions'), ('app.journal_entries'), ('app.payment_events'), ('app.payments'), ('app.postings'), ('app.webhook_deliveries')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM (SELECT 1) AS one WHERE to_regclass(w.name) IS NOT NULL);

-- tables-gone: Tables that the change takes away, and that are still there
-- expected: 0
-- Part of the change has not run.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('public.exchange_rates'), ('public.import_batches')) AS w (name)
 WHERE EXISTS (SELECT 1 FROM (SELECT 1) AS one WHERE to_regclass(w.name) IS NOT NULL);

-- constraints:app.accounts: Constraints of `app.accounts` that are missing or not validated
-- expected: 0
-- What they promise does not hold for every row.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('accounts_pkey'), ('accounts_company_id_fkey')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_constraint AS c WHERE c.conrelid = to_regclass('app.accounts') AND c.conname = w.name AND c.convalidated);

-- constraints:app.invoice_transitions: Constraints of `app.invoice_transitions` that are missing or not validated
-- expected: 0
-- What they promise does not hold for every row.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('invoice_transitions_pkey')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_constraint AS c WHERE c.conrelid = to_regclass('app.invoice_transitions') AND c.conname = w.name AND c.convalidated);

-- constraints:app.journal_entries: Constraints of `app.journal_entries` that are missing or not validated
-- expected: 0
-- What they promise does not hold for every row.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('journal_entries_pkey'), ('journal_entries_company_id_id_key'), ('journal_entries_company_id_reverses_id_key'), ('journal_entries_company_id_fkey'), ('journal_entries_created_by_fkey'), ('journal_entries_company_id_invoice_id_fkey'), ('journal_entries_company_id_reverses_id_fkey')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_constraint AS c WHERE c.conrelid = to_regclass('app.journal_entries') AND c.conname = w.name AND c.convalidated);

-- indexes:app.journal_entries: Indexes of `app.journal_entries` that are missing or not valid
-- expected: 0
-- A concurrent build that failed leaves an index that costs and does not serve.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('app.journal_entries_invoice_idx')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_index AS i WHERE i.indexrelid = to_regclass(w.name) AND i.indisvalid AND i.indisready);

-- triggers:app.journal_entries: Triggers of `app.journal_entries` that are missing or disabled
-- expected: 0
-- What they keep in step drifts apart from now on.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('journal_entries_append_only')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_trigger AS t WHERE t.tgrelid = to_regclass('app.journal_entries') AND t.tgname = w.name AND NOT t.tgisinternal AND t.tgenabled <> 'D');

-- constraints:app.payment_events: Constraints of `app.payment_events` that are missing or not validated
-- expected: 0
-- What they promise does not hold for every row.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('payment_events_pkey'), ('payment_events_company_id_payment_id_fkey')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_constraint AS c WHERE c.conrelid = to_regclass('app.payment_events') AND c.conname = w.name AND c.convalidated);

-- triggers:app.payment_events: Triggers of `app.payment_events` that are missing or disabled
-- expected: 0
-- What they keep in step drifts apart from now on.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('payment_events_append_only')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_trigger AS t WHERE t.tgrelid = to_regclass('app.payment_events') AND t.tgname = w.name AND NOT t.tgisinternal AND t.tgenabled <> 'D');

-- constraints:app.payments: Constraints of `app.payments` that are missing or not validated
-- expected: 0
-- What they promise does not hold for every row.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('payments_amount_minor_check'), ('payments_pkey'), ('payments_company_id_id_key'), ('payments_company_id_invoice_id_fkey')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_constraint AS c WHERE c.conrelid = to_regclass('app.payments') AND c.conname = w.name AND c.convalidated);

-- indexes:app.payments: Indexes of `app.payments` that are missing or not valid
-- expected: 0
-- A concurrent build that failed leaves an index that costs and does not serve.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('app.payments_invoice_idx')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_index AS i WHERE i.indexrelid = to_regclass(w.name) AND i.indisvalid AND i.indisready);

-- constraints:app.postings: Constraints of `app.postings` that are missing or not validated
-- expected: 0
-- What they promise does not hold for every row.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('postings_line_check'), ('postings_amount_minor_check'), ('postings_pkey'), ('postings_company_id_entry_id_fkey'), ('postings_company_id_account_code_fkey')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_constraint AS c WHERE c.conrelid = to_regclass('app.postings') AND c.conname = w.name AND c.convalidated);

-- indexes:app.postings: Indexes of `app.postings` that are missing or not valid
-- expected: 0
-- A concurrent build that failed leaves an index that costs and does not serve.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('app.postings_account_idx')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_index AS i WHERE i.indexrelid = to_regclass(w.name) AND i.indisvalid AND i.indisready);

-- triggers:app.postings: Triggers of `app.postings` that are missing or disabled
-- expected: 0
-- What they keep in step drifts apart from now on.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('postings_append_only'), ('postings_balance')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_trigger AS t WHERE t.tgrelid = to_regclass('app.postings') AND t.tgname = w.name AND NOT t.tgisinternal AND t.tgenabled <> 'D');

-- constraints:app.webhook_deliveries: Constraints of `app.webhook_deliveries` that are missing or not validated
-- expected: 0
-- What they promise does not hold for every row.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('webhook_deliveries_pkey'), ('webhook_deliveries_provider_event_id_key'), ('webhook_deliveries_company_id_fkey')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_constraint AS c WHERE c.conrelid = to_regclass('app.webhook_deliveries') AND c.conname = w.name AND c.convalidated);

-- not-null:public.currency_rates: Columns of `currency_rates` that should be NOT NULL, and are not
-- expected: 0
-- A NULL may come in again.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('currency'), ('rate_date'), ('rate')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_attribute AS a WHERE a.attrelid = to_regclass('public.currency_rates') AND a.attname = w.name AND NOT a.attisdropped AND a.attnotnull);

-- nulls:public.currency_rates.currency: NULL left in `currency_rates.currency`
-- expected: 0 rows
-- The change makes the column NOT NULL.
SELECT count(*) AS answer
  FROM public.currency_rates
 WHERE currency IS NULL;

-- refused:public.currency_rates.currency: A NULL in `currency_rates.currency` is refused
-- expected: the error 23502
-- Shown, not run by miglint: try it in a transaction that is rolled back. A trigger that fills the column may let it pass.
-- BEGIN; INSERT INTO public.currency_rates (currency) VALUES (NULL); ROLLBACK;

-- nulls:public.currency_rates.rate_date: NULL left in `currency_rates.rate_date`
-- expected: 0 rows
-- The change makes the column NOT NULL.
SELECT count(*) AS answer
  FROM public.currency_rates
 WHERE rate_date IS NULL;

-- refused:public.currency_rates.rate_date: A NULL in `currency_rates.rate_date` is refused
-- expected: the error 23502
-- Shown, not run by miglint: try it in a transaction that is rolled back. A trigger that fills the column may let it pass.
-- BEGIN; INSERT INTO public.currency_rates (rate_date) VALUES (NULL); ROLLBACK;

-- nulls:public.currency_rates.rate: NULL left in `currency_rates.rate`
-- expected: 0 rows
-- The change makes the column NOT NULL.
SELECT count(*) AS answer
  FROM public.currency_rates
 WHERE rate IS NULL;

-- refused:public.currency_rates.rate: A NULL in `currency_rates.rate` is refused
-- expected: the error 23502
-- Shown, not run by miglint: try it in a transaction that is rolled back. A trigger that fills the column may let it pass.
-- BEGIN; INSERT INTO public.currency_rates (rate) VALUES (NULL); ROLLBACK;

-- constraints:public.currency_rates: Constraints of `currency_rates` that are missing or not validated
-- expected: 0
-- What they promise does not hold for every row.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('exchange_rates_pkey')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_constraint AS c WHERE c.conrelid = to_regclass('public.currency_rates') AND c.conname = w.name AND c.convalidated);

-- columns:public.customers: Columns that `customers` should have, and has not
-- expected: 0
-- Part of the change has not run.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('billing_country'), ('account_code')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_attribute AS a WHERE a.attrelid = to_regclass('public.customers') AND a.attname = w.name AND NOT a.attisdropped);

-- columns-gone:public.customers: Columns of `customers` that the change takes away, and that are still there
-- expected: 0
-- Part of the change has not run.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('fax')) AS w (name)
 WHERE EXISTS (SELECT 1 FROM pg_attribute AS a WHERE a.attrelid = to_regclass('public.customers') AND a.attname = w.name AND NOT a.attisdropped);

-- not-null:public.customers: Columns of `customers` that should be NOT NULL, and are not
-- expected: 0
-- A NULL may come in again.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('billing_country')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_attribute AS a WHERE a.attrelid = to_regclass('public.customers') AND a.attname = w.name AND NOT a.attisdropped AND a.attnotnull);

-- indexes:public.customers: Indexes of `customers` that are missing or not valid
-- expected: 0
-- A concurrent build that failed leaves an index that costs and does not serve.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('public.customers_email_idx')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_index AS i WHERE i.indexrelid = to_regclass(w.name) AND i.indisvalid AND i.indisready);

-- row-security:public.customers: Row security of `customers` that is not on
-- expected: 0
-- Without it every role sees all rows.
SELECT count(*) AS answer
  FROM (VALUES ('public.customers')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_class AS c WHERE c.oid = to_regclass(w.name) AND c.relrowsecurity);

-- columns:public.invoice_lines: Columns that `invoice_lines` should have, and has not
-- expected: 0
-- Part of the change has not run.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('line_id'), ('net_minor')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_attribute AS a WHERE a.attrelid = to_regclass('public.invoice_lines') AND a.attname = w.name AND NOT a.attisdropped);

-- not-null:public.invoice_lines: Columns of `invoice_lines` that should be NOT NULL, and are not
-- expected: 0
-- A NULL may come in again.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('line_id')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_attribute AS a WHERE a.attrelid = to_regclass('public.invoice_lines') AND a.attname = w.name AND NOT a.attisdropped AND a.attnotnull);

-- columns:public.invoices: Columns that `invoices` should have, and has not
-- expected: 0
-- Part of the change has not run.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('company_id'), ('ledger_sequence'), ('public_id'), ('provider_ref'), ('paid_minor')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_attribute AS a WHERE a.attrelid = to_regclass('public.invoices') AND a.attname = w.name AND NOT a.attisdropped);

-- columns-gone:public.invoices: Columns of `invoices` that the change takes away, and that are still there
-- expected: 0
-- Part of the change has not run.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('reference')) AS w (name)
 WHERE EXISTS (SELECT 1 FROM pg_attribute AS a WHERE a.attrelid = to_regclass('public.invoices') AND a.attname = w.name AND NOT a.attisdropped);

-- not-null:public.invoices: Columns of `invoices` that should be NOT NULL, and are not
-- expected: 0
-- A NULL may come in again.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('company_id'), ('ledger_sequence'), ('public_id')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_attribute AS a WHERE a.attrelid = to_regclass('public.invoices') AND a.attname = w.name AND NOT a.attisdropped AND a.attnotnull);

-- nulls:public.invoices.company_id: NULL left in `invoices.company_id`
-- expected: 0 rows
-- The change makes the column NOT NULL.
SELECT count(*) AS answer
  FROM public.invoices
 WHERE company_id IS NULL;

-- refused:public.invoices.company_id: A NULL in `invoices.company_id` is refused
-- expected: the error 23502
-- Shown, not run by miglint: try it in a transaction that is rolled back. A trigger that fills the column may let it pass.
-- BEGIN; INSERT INTO public.invoices (company_id) VALUES (NULL); ROLLBACK;

-- constraints:public.invoices: Constraints of `invoices` that are missing or not validated
-- expected: 0
-- What they promise does not hold for every row.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('invoices_company_id_fkey'), ('invoices_company_id_id_key'), ('invoices_total_not_negative'), ('invoices_due_after_issue'), ('invoices_provider_ref_key')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_constraint AS c WHERE c.conrelid = to_regclass('public.invoices') AND c.conname = w.name AND c.convalidated);

-- indexes:public.invoices: Indexes of `invoices` that are missing or not valid
-- expected: 0
-- A concurrent build that failed leaves an index that costs and does not serve.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('public.invoices_issued_on_idx')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_index AS i WHERE i.indexrelid = to_regclass(w.name) AND i.indisvalid AND i.indisready);

-- indexes-gone:public.invoices: Indexes of `invoices` that the change takes away, and that are still there
-- expected: 0
-- Part of the change has not run.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('public.invoices_customer_id_idx')) AS w (name)
 WHERE EXISTS (SELECT 1 FROM (SELECT 1) AS one WHERE to_regclass(w.name) IS NOT NULL);

-- row-security:public.invoices: Row security of `invoices` that is not on and forced
-- expected: 0
-- Without it every role, and without FORCE the owner, sees all rows of all tenants.
SELECT count(*) AS answer
  FROM (VALUES ('public.invoices')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_class AS c WHERE c.oid = to_regclass(w.name) AND c.relrowsecurity AND c.relforcerowsecurity);

-- policies:public.invoices: Policies that `invoices` should have, and has not
-- expected: 0
-- Without its policy a table with row security is empty for everybody.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('invoices_tenant')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_policy AS p WHERE p.polrelid = to_regclass('public.invoices') AND p.polname = w.name);

-- triggers:public.invoices: Triggers of `invoices` that are missing or disabled
-- expected: 0
-- What they keep in step drifts apart from now on.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('invoices_fill_company'), ('invoices_status_transition')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_trigger AS t WHERE t.tgrelid = to_regclass('public.invoices') AND t.tgname = w.name AND NOT t.tgisinternal AND t.tgenabled <> 'D');

-- columns:public.users: Columns that `users` should have, and has not
-- expected: 0
-- Part of the change has not run.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('locale')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_attribute AS a WHERE a.attrelid = to_regclass('public.users') AND a.attname = w.name AND NOT a.attisdropped);

-- not-null:public.users: Columns of `users` that should be NOT NULL, and are not
-- expected: 0
-- A NULL may come in again.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('locale')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_attribute AS a WHERE a.attrelid = to_regclass('public.users') AND a.attname = w.name AND NOT a.attisdropped AND a.attnotnull);

-- nulls:public.users.locale: NULL left in `users.locale`
-- expected: 0 rows
-- The change makes the column NOT NULL.
SELECT count(*) AS answer
  FROM public.users
 WHERE locale IS NULL;

-- refused:public.users.locale: A NULL in `users.locale` is refused
-- expected: the error 23502
-- Shown, not run by miglint: try it in a transaction that is rolled back. A trigger that fills the column may let it pass.
-- BEGIN; INSERT INTO public.users (locale) VALUES (NULL); ROLLBACK;

-- enum:app.account_kind: Values that the enum `app.account_kind` should have, and has not
-- expected: 0
-- Code that writes them fails (22P02).
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('asset'), ('liability'), ('equity'), ('income'), ('expense')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_enum AS e WHERE e.enumtypid = to_regtype('app.account_kind') AND e.enumlabel = w.name);

-- enum:app.payment_status: Values that the enum `app.payment_status` should have, and has not
-- expected: 0
-- Code that writes them fails (22P02).
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('pending'), ('authorised'), ('captured'), ('failed'), ('refunded')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_enum AS e WHERE e.enumtypid = to_regtype('app.payment_status') AND e.enumlabel = w.name);

-- enum:public.invoice_status: Values that the enum `public.invoice_status` should have, and has not
-- expected: 0
-- Code that writes them fails (22P02).
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('partially_paid'), ('written_off')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_enum AS e WHERE e.enumtypid = to_regtype('public.invoice_status') AND e.enumlabel = w.name);

-- orphans:public.invoices.company_id: Rows of `invoices` whose (company_id) is not in `companies`
-- expected: 0 rows
-- The foreign key promises that there are none.
SELECT count(*) AS answer
  FROM public.invoices AS c
 WHERE c.company_id IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM public.companies AS p WHERE p.id = c.company_id);

-- nulls:public.invoices.paid_minor: NULL left in `invoices.paid_minor`
-- expected: no limit: a number to know
-- Line 69 of 0010_payments_and_webhooks.sql fills the column, and nothing makes it NOT NULL.
SELECT count(*) AS answer
  FROM public.invoices
 WHERE paid_minor IS NULL;

-- rows:public.customers: Rows of `customers`
-- expected: as before the change, but for what the application wrote meanwhile
-- The change neither adds nor deletes rows here.
SELECT count(*) AS answer
  FROM public.customers;

-- rows:public.import_rows: Rows of `import_rows`
-- expected: no limit: a number to know
-- The change adds or deletes rows here: compare with what it was meant to do.
SELECT count(*) AS answer
  FROM public.import_rows;

-- rows:public.invoice_lines: Rows of `invoice_lines`
-- expected: as before the change, but for what the application wrote meanwhile
-- The change neither adds nor deletes rows here.
SELECT count(*) AS answer
  FROM public.invoice_lines;

-- rows:public.invoices: Rows of `invoices`
-- expected: as before the change, but for what the application wrote meanwhile
-- The change neither adds nor deletes rows here.
SELECT count(*) AS answer
  FROM public.invoices;

-- rows:public.users: Rows of `users`
-- expected: as before the change, but for what the application wrote meanwhile
-- The change neither adds nor deletes rows here.
SELECT count(*) AS answer
  FROM public.users;

-- rows-added:app.accounts: Rows that are in `app.accounts` now
-- expected: as before the change, but for what the application wrote meanwhile
-- Line 55 of 0011_status_and_row_security.sql was to fill it from what was there.
SELECT count(*) AS answer
  FROM app.accounts;

