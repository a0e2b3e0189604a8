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
   AND indrelid IN (to_regclass('public.contracts'), to_regclass('public.deals'), to_regclass('public.invoices'), to_regclass('public.leads'));

-- rows:public.contracts: Rows of `contracts`
-- expected: no limit: a number to know
-- How much there is to lock, fill or check; to be compared afterwards.
SELECT count(*) AS answer
  FROM public.contracts;

-- disk:public.contracts: Disk that the rewrite of `contracts` needs
-- expected: no limit: a number to know
-- The table and its indexes are written again before the old files go: this much must be free where they are, and about as much WAL is written.
SELECT pg_total_relation_size(to_regclass('public.contracts')) AS answer,
       pg_size_pretty(pg_total_relation_size(to_regclass('public.contracts'))) AS remark;

-- rows:public.deals: Rows of `deals`
-- expected: no limit: a number to know
-- How much there is to lock, fill or check; to be compared afterwards.
SELECT count(*) AS answer
  FROM public.deals;

-- disk:public.deals: Disk that the rewrite of `deals` needs
-- expected: no limit: a number to know
-- The table and its indexes are written again before the old files go: this much must be free where they are, and about as much WAL is written.
SELECT pg_total_relation_size(to_regclass('public.deals')) AS answer,
       pg_size_pretty(pg_total_relation_size(to_regclass('public.deals'))) AS remark;

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

-- rows:public.leads: Rows of `leads`
-- expected: no limit: a number to know
-- How much there is to lock, fill or check; to be compared afterwards.
SELECT count(*) AS answer
  FROM public.leads;

-- disk:public.leads: Disk that the rewrite of `leads` needs
-- expected: no limit: a number to know
-- The table and its indexes are written again before the old files go: this much must be free where they are, and about as much WAL is written.
SELECT pg_total_relation_size(to_regclass('public.leads')) AS answer,
       pg_size_pretty(pg_total_relation_size(to_regclass('public.leads'))) AS remark;

-- outside-enum:public.leads.status: Values of `leads.status` that the new enum lacks
-- expected: 0 rows
-- With one such value line 28 of 2024_07_f_status_enum.py fails (22P02).
SELECT count(*) AS answer, string_agg(DISTINCT left(status::text, 40), ', ') AS remark
  FROM public.leads
 WHERE status::text NOT IN ('new', 'contacted', 'qualified', 'lost');

-- outside-enum:public.deals.status: Values of `deals.status` that the new enum lacks
-- expected: 0 rows
-- With one such value line 28 of 2024_07_f_status_enum.py fails (22P02).
SELECT count(*) AS answer, string_agg(DISTINCT left(status::text, 40), ', ') AS remark
  FROM public.deals
 WHERE status::text NOT IN ('new', 'open', 'won', 'lost');

-- tables: Tables and views that the change makes, and that are not there
-- expected: 0
-- Part of the change has not run.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('public.jobs'), ('public.notes'), ('public.tenants'), ('public.users'), ('public.webhooks')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM (SELECT 1) AS one WHERE to_regclass(w.name) IS NOT NULL);

-- columns:public.contracts: Columns that `contracts` should have, and has not
-- expected: 0
-- Part of the change has not run.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('tenant_id'), ('updated_by'), ('updated_at')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_attribute AS a WHERE a.attrelid = to_regclass('public.contracts') AND a.attname = w.name AND NOT a.attisdropped);

-- not-null:public.contracts: Columns of `contracts` that should be NOT NULL, and are not
-- expected: 0
-- A NULL may come in again.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('tenant_id'), ('updated_by'), ('updated_at')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_attribute AS a WHERE a.attrelid = to_regclass('public.contracts') AND a.attname = w.name AND NOT a.attisdropped AND a.attnotnull);

-- nulls:public.contracts.tenant_id: NULL left in `contracts.tenant_id`
-- expected: 0 rows
-- The change makes the column NOT NULL.
SELECT count(*) AS answer
  FROM public.contracts
 WHERE tenant_id IS NULL;

-- refused:public.contracts.tenant_id: A NULL in `contracts.tenant_id` is refused
-- expected: the error 23502
-- Shown, not run by miglint: try it in a transaction that is rolled back. A trigger that fills the column may let it pass.
-- BEGIN; INSERT INTO public.contracts (tenant_id) VALUES (NULL); ROLLBACK;

-- constraints:public.contracts: Constraints of `contracts` that are missing or not validated
-- expected: 0
-- What they promise does not hold for every row.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('fk_contracts_tenant'), ('uq_contracts_tenant_number')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_constraint AS c WHERE c.conrelid = to_regclass('public.contracts') AND c.conname = w.name AND c.convalidated);

-- indexes:public.contracts: Indexes of `contracts` that are missing or not valid
-- expected: 0
-- A concurrent build that failed leaves an index that costs and does not serve.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('public.ix_contracts_tenant_id'), ('public.ix_contracts_tenant_status_created')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_index AS i WHERE i.indexrelid = to_regclass(w.name) AND i.indisvalid AND i.indisready);

-- indexes-gone:public.contracts: Indexes of `contracts` that the change takes away, and that are still there
-- expected: 0
-- Part of the change has not run.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('public.contracts_number_key')) AS w (name)
 WHERE EXISTS (SELECT 1 FROM (SELECT 1) AS one WHERE to_regclass(w.name) IS NOT NULL);

-- columns:public.deals: Columns that `deals` should have, and has not
-- expected: 0
-- Part of the change has not run.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('tenant_id'), ('updated_by'), ('updated_at')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_attribute AS a WHERE a.attrelid = to_regclass('public.deals') AND a.attname = w.name AND NOT a.attisdropped);

-- not-null:public.deals: Columns of `deals` that should be NOT NULL, and are not
-- expected: 0
-- A NULL may come in again.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('tenant_id'), ('updated_by'), ('updated_at')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_attribute AS a WHERE a.attrelid = to_regclass('public.deals') AND a.attname = w.name AND NOT a.attisdropped AND a.attnotnull);

-- nulls:public.deals.tenant_id: NULL left in `deals.tenant_id`
-- expected: 0 rows
-- The change makes the column NOT NULL.
SELECT count(*) AS answer
  FROM public.deals
 WHERE tenant_id IS NULL;

-- refused:public.deals.tenant_id: A NULL in `deals.tenant_id` is refused
-- expected: the error 23502
-- Shown, not run by miglint: try it in a transaction that is rolled back. A trigger that fills the column may let it pass.
-- BEGIN; INSERT INTO public.deals (tenant_id) VALUES (NULL); ROLLBACK;

-- constraints:public.deals: Constraints of `deals` that are missing or not validated
-- expected: 0
-- What they promise does not hold for every row.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('fk_deals_tenant'), ('uq_deals_tenant_reference')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_constraint AS c WHERE c.conrelid = to_regclass('public.deals') AND c.conname = w.name AND c.convalidated);

-- indexes:public.deals: Indexes of `deals` that are missing or not valid
-- expected: 0
-- A concurrent build that failed leaves an index that costs and does not serve.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('public.ix_deals_tenant_id'), ('public.ix_deals_tenant_status_created')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_index AS i WHERE i.indexrelid = to_regclass(w.name) AND i.indisvalid AND i.indisready);

-- indexes-gone:public.deals: Indexes of `deals` that the change takes away, and that are still there
-- expected: 0
-- Part of the change has not run.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('public.deals_reference_key')) AS w (name)
 WHERE EXISTS (SELECT 1 FROM (SELECT 1) AS one WHERE to_regclass(w.name) IS NOT NULL);

-- columns:public.invoices: Columns that `invoices` should have, and has not
-- expected: 0
-- Part of the change has not run.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('tenant_id'), ('updated_by'), ('updated_at')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_attribute AS a WHERE a.attrelid = to_regclass('public.invoices') AND a.attname = w.name AND NOT a.attisdropped);

-- not-null:public.invoices: Columns of `invoices` that should be NOT NULL, and are not
-- expected: 0
-- A NULL may come in again.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('tenant_id'), ('updated_by'), ('updated_at')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_attribute AS a WHERE a.attrelid = to_regclass('public.invoices') AND a.attname = w.name AND NOT a.attisdropped AND a.attnotnull);

-- nulls:public.invoices.tenant_id: NULL left in `invoices.tenant_id`
-- expected: 0 rows
-- The change makes the column NOT NULL.
SELECT count(*) AS answer
  FROM public.invoices
 WHERE tenant_id IS NULL;

-- refused:public.invoices.tenant_id: A NULL in `invoices.tenant_id` is refused
-- expected: the error 23502
-- Shown, not run by miglint: try it in a transaction that is rolled back. A trigger that fills the column may let it pass.
-- BEGIN; INSERT INTO public.invoices (tenant_id) VALUES (NULL); ROLLBACK;

-- constraints:public.invoices: Constraints of `invoices` that are missing or not validated
-- expected: 0
-- What they promise does not hold for every row.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('fk_invoices_tenant'), ('uq_invoices_tenant_number')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_constraint AS c WHERE c.conrelid = to_regclass('public.invoices') AND c.conname = w.name AND c.convalidated);

-- indexes:public.invoices: Indexes of `invoices` that are missing or not valid
-- expected: 0
-- A concurrent build that failed leaves an index that costs and does not serve.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('public.ix_invoices_tenant_id'), ('public.ix_invoices_tenant_status_created')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_index AS i WHERE i.indexrelid = to_regclass(w.name) AND i.indisvalid AND i.indisready);

-- indexes-gone:public.invoices: Indexes of `invoices` that the change takes away, and that are still there
-- expected: 0
-- Part of the change has not run.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('public.invoices_number_key')) AS w (name)
 WHERE EXISTS (SELECT 1 FROM (SELECT 1) AS one WHERE to_regclass(w.name) IS NOT NULL);

-- constraints:public.jobs: Constraints of `jobs` that are missing or not validated
-- expected: 0
-- What they promise does not hold for every row.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('jobs_pkey'), ('jobs_tenant_id_fkey')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_constraint AS c WHERE c.conrelid = to_regclass('public.jobs') AND c.conname = w.name AND c.convalidated);

-- indexes:public.jobs: Indexes of `jobs` that are missing or not valid
-- expected: 0
-- A concurrent build that failed leaves an index that costs and does not serve.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('public.ix_jobs_tenant_created')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_index AS i WHERE i.indexrelid = to_regclass(w.name) AND i.indisvalid AND i.indisready);

-- columns:public.leads: Columns that `leads` should have, and has not
-- expected: 0
-- Part of the change has not run.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('tenant_id'), ('updated_by'), ('updated_at'), ('embedding')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_attribute AS a WHERE a.attrelid = to_regclass('public.leads') AND a.attname = w.name AND NOT a.attisdropped);

-- not-null:public.leads: Columns of `leads` that should be NOT NULL, and are not
-- expected: 0
-- A NULL may come in again.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('tenant_id'), ('updated_by'), ('updated_at')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_attribute AS a WHERE a.attrelid = to_regclass('public.leads') AND a.attname = w.name AND NOT a.attisdropped AND a.attnotnull);

-- nulls:public.leads.tenant_id: NULL left in `leads.tenant_id`
-- expected: 0 rows
-- The change makes the column NOT NULL.
SELECT count(*) AS answer
  FROM public.leads
 WHERE tenant_id IS NULL;

-- refused:public.leads.tenant_id: A NULL in `leads.tenant_id` is refused
-- expected: the error 23502
-- Shown, not run by miglint: try it in a transaction that is rolled back. A trigger that fills the column may let it pass.
-- BEGIN; INSERT INTO public.leads (tenant_id) VALUES (NULL); ROLLBACK;

-- constraints:public.leads: Constraints of `leads` that are missing or not validated
-- expected: 0
-- What they promise does not hold for every row.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('fk_leads_tenant'), ('uq_leads_tenant_email')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_constraint AS c WHERE c.conrelid = to_regclass('public.leads') AND c.conname = w.name AND c.convalidated);

-- indexes:public.leads: Indexes of `leads` that are missing or not valid
-- expected: 0
-- A concurrent build that failed leaves an index that costs and does not serve.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('public.ix_leads_tenant_id'), ('public.ix_leads_tenant_status_created'), ('public.ix_leads_embedding')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_index AS i WHERE i.indexrelid = to_regclass(w.name) AND i.indisvalid AND i.indisready);

-- indexes-gone:public.leads: Indexes of `leads` that the change takes away, and that are still there
-- expected: 0
-- Part of the change has not run.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('public.leads_email_key')) AS w (name)
 WHERE EXISTS (SELECT 1 FROM (SELECT 1) AS one WHERE to_regclass(w.name) IS NOT NULL);

-- constraints:public.notes: Constraints of `notes` that are missing or not validated
-- expected: 0
-- What they promise does not hold for every row.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('notes_pkey'), ('notes_tenant_id_fkey'), ('notes_deal_id_fkey')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_constraint AS c WHERE c.conrelid = to_regclass('public.notes') AND c.conname = w.name AND c.convalidated);

-- indexes:public.notes: Indexes of `notes` that are missing or not valid
-- expected: 0
-- A concurrent build that failed leaves an index that costs and does not serve.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('public.ix_notes_tenant_created')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_index AS i WHERE i.indexrelid = to_regclass(w.name) AND i.indisvalid AND i.indisready);

-- constraints:public.tenants: Constraints of `tenants` that are missing or not validated
-- expected: 0
-- What they promise does not hold for every row.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('tenants_pkey')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_constraint AS c WHERE c.conrelid = to_regclass('public.tenants') AND c.conname = w.name AND c.convalidated);

-- constraints:public.users: Constraints of `users` that are missing or not validated
-- expected: 0
-- What they promise does not hold for every row.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('users_pkey'), ('uq_users_tenant_email'), ('users_tenant_id_fkey')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_constraint AS c WHERE c.conrelid = to_regclass('public.users') AND c.conname = w.name AND c.convalidated);

-- constraints:public.webhooks: Constraints of `webhooks` that are missing or not validated
-- expected: 0
-- What they promise does not hold for every row.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('webhooks_pkey'), ('webhooks_tenant_id_fkey')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_constraint AS c WHERE c.conrelid = to_regclass('public.webhooks') AND c.conname = w.name AND c.convalidated);

-- indexes:public.webhooks: Indexes of `webhooks` that are missing or not valid
-- expected: 0
-- A concurrent build that failed leaves an index that costs and does not serve.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('public.ix_webhooks_tenant_created')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_index AS i WHERE i.indexrelid = to_regclass(w.name) AND i.indisvalid AND i.indisready);

-- enum:public.deals_status: Values that the enum `public.deals_status` should have, and has not
-- expected: 0
-- Code that writes them fails (22P02).
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('new'), ('open'), ('won'), ('lost')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_enum AS e WHERE e.enumtypid = to_regtype('public.deals_status') AND e.enumlabel = w.name);

-- enum:public.leads_status: Values that the enum `public.leads_status` should have, and has not
-- expected: 0
-- Code that writes them fails (22P02).
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('new'), ('contacted'), ('qualified'), ('lost')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_enum AS e WHERE e.enumtypid = to_regtype('public.leads_status') AND e.enumlabel = w.name);

-- enum:public.user_role: Values that the enum `public.user_role` should have, and has not
-- expected: 0
-- Code that writes them fails (22P02).
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('owner'), ('admin'), ('member')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_enum AS e WHERE e.enumtypid = to_regtype('public.user_role') AND e.enumlabel = w.name);

-- orphans:public.leads.tenant_id: Rows of `leads` whose (tenant_id) is not in `tenants`
-- expected: 0 rows
-- The foreign key promises that there are none.
SELECT count(*) AS answer
  FROM public.leads AS c
 WHERE c.tenant_id IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM public.tenants AS p WHERE p.id = c.tenant_id);

-- orphans:public.deals.tenant_id: Rows of `deals` whose (tenant_id) is not in `tenants`
-- expected: 0 rows
-- The foreign key promises that there are none.
SELECT count(*) AS answer
  FROM public.deals AS c
 WHERE c.tenant_id IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM public.tenants AS p WHERE p.id = c.tenant_id);

-- orphans:public.contracts.tenant_id: Rows of `contracts` whose (tenant_id) is not in `tenants`
-- expected: 0 rows
-- The foreign key promises that there are none.
SELECT count(*) AS answer
  FROM public.contracts AS c
 WHERE c.tenant_id IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM public.tenants AS p WHERE p.id = c.tenant_id);

-- orphans:public.invoices.tenant_id: Rows of `invoices` whose (tenant_id) is not in `tenants`
-- expected: 0 rows
-- The foreign key promises that there are none.
SELECT count(*) AS answer
  FROM public.invoices AS c
 WHERE c.tenant_id IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM public.tenants AS p WHERE p.id = c.tenant_id);

-- rows:public.contracts: Rows of `contracts`
-- expected: as before the change, but for what the application wrote meanwhile
-- The change neither adds nor deletes rows here.
SELECT count(*) AS answer
  FROM public.contracts;

-- rows:public.deals: Rows of `deals`
-- expected: as before the change, but for what the application wrote meanwhile
-- The change neither adds nor deletes rows here.
SELECT count(*) AS answer
  FROM public.deals;

-- rows:public.invoices: Rows of `invoices`
-- expected: as before the change, but for what the application wrote meanwhile
-- The change neither adds nor deletes rows here.
SELECT count(*) AS answer
  FROM public.invoices;

-- rows:public.leads: Rows of `leads`
-- expected: as before the change, but for what the application wrote meanwhile
-- The change neither adds nor deletes rows here.
SELECT count(*) AS answer
  FROM public.leads;

