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
   AND indrelid IN (to_regclass('public.companies'), to_regclass('public.customers'), to_regclass('public.invoice_lines'), to_regclass('public.invoices'), to_regclass('public.users'));

-- rows:public.invoices: Rows of `invoices`
-- expected: no limit: a number to know
-- How much there is to lock, fill or check; to be compared afterwards.
SELECT count(*) AS answer
  FROM public.invoices;

-- size:public.invoices: Size of `invoices`, of which every row is read
-- expected: no limit: a number to know
-- The build takes as long as reading and sorting this; the index and its temporary files may need as much disk at most.
SELECT pg_table_size(to_regclass('public.invoices')) AS answer,
       pg_size_pretty(pg_table_size(to_regclass('public.invoices'))) AS remark;

-- violations:public.invoices.invoices_due_after_issue: Rows of `invoices` that the CHECK refuses
-- expected: 0 rows
-- With one such row line 114 of 0009_ledger.sql fails (23514).
SELECT count(*) AS answer
  FROM public.invoices
 WHERE NOT (due_on >= issued_on);

-- coverage:public.invoices.company_id: Rows to fill in `invoices.company_id` that the backfill has a value for
-- expected: at least 100 %
-- Line 90 of 0008_tenant_context.sql takes the values from there, and NOT NULL comes after it.
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

-- rows-added:app.accounts: Rows that an INSERT adds to `app.accounts`
-- expected: no limit: a number to know
-- Line 104 of 0009_ledger.sql takes them from this query.
SELECT count(*) AS answer
  FROM (SELECT c.id, a.code, a.kind::app.account_kind, a.name
  FROM companies AS c
 CROSS JOIN (VALUES ('1200', 'asset', 'Accounts receivable'),
                    ('1800', 'asset', 'Payments in transit'),
                    ('2700', 'liability', 'VAT payable'),
                    ('4000', 'income', 'Sales')) AS a (code, kind, name)) AS added;

-- rows-added:app.accounts#2: Rows that an INSERT adds to `app.accounts`
-- expected: no limit: a number to know
-- Line 148 of 0011_status_and_row_security.sql takes them from this query.
SELECT count(*) AS answer
  FROM (SELECT c.id, '6800', 'expense', 'Payment provider fees'
  FROM companies AS c
 WHERE c.id = app.current_company_id()) AS added;

-- tables: Tables and views that the change makes, and that are not there
-- expected: 0
-- Part of the change has not run.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('app.accounts'), ('app.invoice_transitions'), ('app.journal_entries'), ('app.payment_events'), ('app.payment_transitions'), ('app.payments'), ('app.postings'), ('app.webhook_deliveries')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM (SELECT 1) AS one WHERE to_regclass(w.name) IS NOT NULL);

-- constraints:app.accounts: Constraints of `app.accounts` that are missing or not validated
-- expected: 0
-- What they promise does not hold for every row.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('accounts_pkey'), ('accounts_company_id_fkey')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_constraint AS c WHERE c.conrelid = to_regclass('app.accounts') AND c.conname = w.name AND c.convalidated);

-- row-security:app.accounts: Row security of `app.accounts` that is not on and forced
-- expected: 0
-- Without it every role, and without FORCE the owner, sees all rows of all tenants.
SELECT count(*) AS answer
  FROM (VALUES ('app.accounts')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_class AS c WHERE c.oid = to_regclass(w.name) AND c.relrowsecurity AND c.relforcerowsecurity);

-- policies:app.accounts: Policies that `app.accounts` should have, and has not
-- expected: 0
-- Without its policy a table with row security is empty for everybody.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('accounts_tenant')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_policy AS p WHERE p.polrelid = to_regclass('app.accounts') AND p.polname = w.name);

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

-- row-security:app.journal_entries: Row security of `app.journal_entries` that is not on and forced
-- expected: 0
-- Without it every role, and without FORCE the owner, sees all rows of all tenants.
SELECT count(*) AS answer
  FROM (VALUES ('app.journal_entries')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_class AS c WHERE c.oid = to_regclass(w.name) AND c.relrowsecurity AND c.relforcerowsecurity);

-- policies:app.journal_entries: Policies that `app.journal_entries` should have, and has not
-- expected: 0
-- Without its policy a table with row security is empty for everybody.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('journal_entries_tenant')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_policy AS p WHERE p.polrelid = to_regclass('app.journal_entries') AND p.polname = w.name);

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

-- indexes:app.payment_events: Indexes of `app.payment_events` that are missing or not valid
-- expected: 0
-- A concurrent build that failed leaves an index that costs and does not serve.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('app.payment_events_payment_idx')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_index AS i WHERE i.indexrelid = to_regclass(w.name) AND i.indisvalid AND i.indisready);

-- row-security:app.payment_events: Row security of `app.payment_events` that is not on and forced
-- expected: 0
-- Without it every role, and without FORCE the owner, sees all rows of all tenants.
SELECT count(*) AS answer
  FROM (VALUES ('app.payment_events')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_class AS c WHERE c.oid = to_regclass(w.name) AND c.relrowsecurity AND c.relforcerowsecurity);

-- policies:app.payment_events: Policies that `app.payment_events` should have, and has not
-- expected: 0
-- Without its policy a table with row security is empty for everybody.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('payment_events_tenant')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_policy AS p WHERE p.polrelid = to_regclass('app.payment_events') AND p.polname = w.name);

-- triggers:app.payment_events: Triggers of `app.payment_events` that are missing or disabled
-- expected: 0
-- What they keep in step drifts apart from now on.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('payment_events_append_only')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_trigger AS t WHERE t.tgrelid = to_regclass('app.payment_events') AND t.tgname = w.name AND NOT t.tgisinternal AND t.tgenabled <> 'D');

-- constraints:app.payment_transitions: Constraints of `app.payment_transitions` that are missing or not validated
-- expected: 0
-- What they promise does not hold for every row.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('payment_transitions_pkey')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_constraint AS c WHERE c.conrelid = to_regclass('app.payment_transitions') AND c.conname = w.name AND c.convalidated);

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
  FROM (VALUES ('app.payments_invoice_idx'), ('app.payments_provider_ref_key')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_index AS i WHERE i.indexrelid = to_regclass(w.name) AND i.indisvalid AND i.indisready);

-- row-security:app.payments: Row security of `app.payments` that is not on and forced
-- expected: 0
-- Without it every role, and without FORCE the owner, sees all rows of all tenants.
SELECT count(*) AS answer
  FROM (VALUES ('app.payments')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_class AS c WHERE c.oid = to_regclass(w.name) AND c.relrowsecurity AND c.relforcerowsecurity);

-- policies:app.payments: Policies that `app.payments` should have, and has not
-- expected: 0
-- Without its policy a table with row security is empty for everybody.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('payments_tenant')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_policy AS p WHERE p.polrelid = to_regclass('app.payments') AND p.polname = w.name);

-- triggers:app.payments: Triggers of `app.payments` that are missing or disabled
-- expected: 0
-- What they keep in step drifts apart from now on.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('payments_status_transition')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_trigger AS t WHERE t.tgrelid = to_regclass('app.payments') AND t.tgname = w.name AND NOT t.tgisinternal AND t.tgenabled <> 'D');

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

-- row-security:app.postings: Row security of `app.postings` that is not on and forced
-- expected: 0
-- Without it every role, and without FORCE the owner, sees all rows of all tenants.
SELECT count(*) AS answer
  FROM (VALUES ('app.postings')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_class AS c WHERE c.oid = to_regclass(w.name) AND c.relrowsecurity AND c.relforcerowsecurity);

-- policies:app.postings: Policies that `app.postings` should have, and has not
-- expected: 0
-- Without its policy a table with row security is empty for everybody.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('postings_tenant')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_policy AS p WHERE p.polrelid = to_regclass('app.postings') AND p.polname = w.name);

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

-- indexes:app.webhook_deliveries: Indexes of `app.webhook_deliveries` that are missing or not valid
-- expected: 0
-- A concurrent build that failed leaves an index that costs and does not serve.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('app.webhook_deliveries_waiting_idx')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_index AS i WHERE i.indexrelid = to_regclass(w.name) AND i.indisvalid AND i.indisready);

-- row-security:app.webhook_deliveries: Row security of `app.webhook_deliveries` that is not on and forced
-- expected: 0
-- Without it every role, and without FORCE the owner, sees all rows of all tenants.
SELECT count(*) AS answer
  FROM (VALUES ('app.webhook_deliveries')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_class AS c WHERE c.oid = to_regclass(w.name) AND c.relrowsecurity AND c.relforcerowsecurity);

-- policies:app.webhook_deliveries: Policies that `app.webhook_deliveries` should have, and has not
-- expected: 0
-- Without its policy a table with row security is empty for everybody.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('webhook_deliveries_tenant')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_policy AS p WHERE p.polrelid = to_regclass('app.webhook_deliveries') AND p.polname = w.name);

-- row-security:public.customers: Row security of `customers` that is not on and forced
-- expected: 0
-- Without it every role, and without FORCE the owner, sees all rows of all tenants.
SELECT count(*) AS answer
  FROM (VALUES ('public.customers')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_class AS c WHERE c.oid = to_regclass(w.name) AND c.relrowsecurity AND c.relforcerowsecurity);

-- policies:public.customers: Policies that `customers` should have, and has not
-- expected: 0
-- Without its policy a table with row security is empty for everybody.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('customers_tenant')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_policy AS p WHERE p.polrelid = to_regclass('public.customers') AND p.polname = w.name);

-- row-security:public.invoice_lines: Row security of `invoice_lines` that is not on and forced
-- expected: 0
-- Without it every role, and without FORCE the owner, sees all rows of all tenants.
SELECT count(*) AS answer
  FROM (VALUES ('public.invoice_lines')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_class AS c WHERE c.oid = to_regclass(w.name) AND c.relrowsecurity AND c.relforcerowsecurity);

-- policies:public.invoice_lines: Policies that `invoice_lines` should have, and has not
-- expected: 0
-- Without its policy a table with row security is empty for everybody.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('invoice_lines_tenant')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_policy AS p WHERE p.polrelid = to_regclass('public.invoice_lines') AND p.polname = w.name);

-- columns:public.invoices: Columns that `invoices` should have, and has not
-- expected: 0
-- Part of the change has not run.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('company_id'), ('paid_minor'), ('public_id')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_attribute AS a WHERE a.attrelid = to_regclass('public.invoices') AND a.attname = w.name AND NOT a.attisdropped);

-- not-null:public.invoices: Columns of `invoices` that should be NOT NULL, and are not
-- expected: 0
-- A NULL may come in again.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('company_id'), ('paid_minor'), ('public_id')) AS w (name)
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

-- nulls:public.invoices.public_id: NULL left in `invoices.public_id`
-- expected: 0 rows
-- The change makes the column NOT NULL.
SELECT count(*) AS answer
  FROM public.invoices
 WHERE public_id IS NULL;

-- refused:public.invoices.public_id: A NULL in `invoices.public_id` is refused
-- expected: the error 23502
-- Shown, not run by miglint: try it in a transaction that is rolled back. A trigger that fills the column may let it pass.
-- BEGIN; INSERT INTO public.invoices (public_id) VALUES (NULL); ROLLBACK;

-- constraints:public.invoices: Constraints of `invoices` that are missing or not validated
-- expected: 0
-- What they promise does not hold for every row.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('invoices_company_id_fkey'), ('invoices_company_id_id_key'), ('invoices_due_after_issue'), ('invoices_paid_not_negative')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_constraint AS c WHERE c.conrelid = to_regclass('public.invoices') AND c.conname = w.name AND c.convalidated);

-- indexes:public.invoices: Indexes of `invoices` that are missing or not valid
-- expected: 0
-- A concurrent build that failed leaves an index that costs and does not serve.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('public.invoices_issued_on_idx'), ('public.invoices_public_id_key')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_index AS i WHERE i.indexrelid = to_regclass(w.name) AND i.indisvalid AND i.indisready);

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
  FROM (VALUES ('partially_paid')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_enum AS e WHERE e.enumtypid = to_regtype('public.invoice_status') AND e.enumlabel = w.name);

-- orphans:public.invoices.company_id: Rows of `invoices` whose (company_id) is not in `companies`
-- expected: 0 rows
-- The foreign key promises that there are none.
SELECT count(*) AS answer
  FROM public.invoices AS c
 WHERE c.company_id IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM public.companies AS p WHERE p.id = c.company_id);

-- rows:public.invoices: Rows of `invoices`
-- expected: as before the change, but for what the application wrote meanwhile
-- The change neither adds nor deletes rows here.
SELECT count(*) AS answer
  FROM public.invoices;

