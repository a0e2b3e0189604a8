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
   AND indrelid IN (to_regclass('public.audit_logs'), to_regclass('public.bookings'), to_regclass('public.disputes'), to_regclass('public.invoices'), to_regclass('public.organizations'), to_regclass('public.payments'));

-- rows:public.audit_logs: Rows of `audit_logs`
-- expected: no limit: a number to know
-- How much there is to lock, fill or check; to be compared afterwards.
SELECT count(*) AS answer
  FROM public.audit_logs;

-- size:public.audit_logs: Size of `audit_logs`, of which every row is read
-- expected: no limit: a number to know
-- The build takes as long as reading and sorting this; the index and its temporary files may need as much disk at most.
SELECT pg_table_size(to_regclass('public.audit_logs')) AS answer,
       pg_size_pretty(pg_table_size(to_regclass('public.audit_logs'))) AS remark;

-- rows:public.bookings: Rows of `bookings`
-- expected: no limit: a number to know
-- How much there is to lock, fill or check; to be compared afterwards.
SELECT count(*) AS answer
  FROM public.bookings;

-- size:public.bookings: Size of `bookings`, of which every row is read
-- expected: no limit: a number to know
-- The build takes as long as reading and sorting this; the index and its temporary files may need as much disk at most.
SELECT pg_table_size(to_regclass('public.bookings')) AS answer,
       pg_size_pretty(pg_table_size(to_regclass('public.bookings'))) AS remark;

-- rows:public.disputes: Rows of `disputes`
-- expected: no limit: a number to know
-- How much there is to lock, fill or check; to be compared afterwards.
SELECT count(*) AS answer
  FROM public.disputes;

-- size:public.disputes: Size of `disputes`, of which every row is read
-- expected: no limit: a number to know
-- The build takes as long as reading and sorting this; the index and its temporary files may need as much disk at most.
SELECT pg_table_size(to_regclass('public.disputes')) AS answer,
       pg_size_pretty(pg_table_size(to_regclass('public.disputes'))) AS remark;

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

-- rows:public.organizations: Rows of `organizations`
-- expected: no limit: a number to know
-- How much there is to lock, fill or check; to be compared afterwards.
SELECT count(*) AS answer
  FROM public.organizations;

-- rows:public.payments: Rows of `payments`
-- expected: no limit: a number to know
-- How much there is to lock, fill or check; to be compared afterwards.
SELECT count(*) AS answer
  FROM public.payments;

-- size:public.payments: Size of `payments`, of which every row is read
-- expected: no limit: a number to know
-- The build takes as long as reading and sorting this; the index and its temporary files may need as much disk at most.
SELECT pg_table_size(to_regclass('public.payments')) AS answer,
       pg_size_pretty(pg_table_size(to_regclass('public.payments'))) AS remark;

-- columns:public.audit_logs: Columns that `audit_logs` should have, and has not
-- expected: 0
-- Part of the change has not run.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('org_id')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_attribute AS a WHERE a.attrelid = to_regclass('public.audit_logs') AND a.attname = w.name AND NOT a.attisdropped);

-- not-null:public.audit_logs: Columns of `audit_logs` that should be NOT NULL, and are not
-- expected: 0
-- A NULL may come in again.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('org_id')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_attribute AS a WHERE a.attrelid = to_regclass('public.audit_logs') AND a.attname = w.name AND NOT a.attisdropped AND a.attnotnull);

-- nulls:public.audit_logs.org_id: NULL left in `audit_logs.org_id`
-- expected: 0 rows
-- The change makes the column NOT NULL.
SELECT count(*) AS answer
  FROM public.audit_logs
 WHERE org_id IS NULL;

-- refused:public.audit_logs.org_id: A NULL in `audit_logs.org_id` is refused
-- expected: the error 23502
-- Shown, not run by miglint: try it in a transaction that is rolled back. A trigger that fills the column may let it pass.
-- BEGIN; INSERT INTO public.audit_logs (org_id) VALUES (NULL); ROLLBACK;

-- constraints:public.audit_logs: Constraints of `audit_logs` that are missing or not validated
-- expected: 0
-- What they promise does not hold for every row.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('fk_audit_logs_org_id')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_constraint AS c WHERE c.conrelid = to_regclass('public.audit_logs') AND c.conname = w.name AND c.convalidated);

-- indexes:public.audit_logs: Indexes of `audit_logs` that are missing or not valid
-- expected: 0
-- A concurrent build that failed leaves an index that costs and does not serve.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('public.ix_audit_logs_org_id')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_index AS i WHERE i.indexrelid = to_regclass(w.name) AND i.indisvalid AND i.indisready);

-- columns:public.bookings: Columns that `bookings` should have, and has not
-- expected: 0
-- Part of the change has not run.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('org_id')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_attribute AS a WHERE a.attrelid = to_regclass('public.bookings') AND a.attname = w.name AND NOT a.attisdropped);

-- not-null:public.bookings: Columns of `bookings` that should be NOT NULL, and are not
-- expected: 0
-- A NULL may come in again.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('org_id')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_attribute AS a WHERE a.attrelid = to_regclass('public.bookings') AND a.attname = w.name AND NOT a.attisdropped AND a.attnotnull);

-- nulls:public.bookings.org_id: NULL left in `bookings.org_id`
-- expected: 0 rows
-- The change makes the column NOT NULL.
SELECT count(*) AS answer
  FROM public.bookings
 WHERE org_id IS NULL;

-- refused:public.bookings.org_id: A NULL in `bookings.org_id` is refused
-- expected: the error 23502
-- Shown, not run by miglint: try it in a transaction that is rolled back. A trigger that fills the column may let it pass.
-- BEGIN; INSERT INTO public.bookings (org_id) VALUES (NULL); ROLLBACK;

-- constraints:public.bookings: Constraints of `bookings` that are missing or not validated
-- expected: 0
-- What they promise does not hold for every row.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('fk_bookings_org_id')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_constraint AS c WHERE c.conrelid = to_regclass('public.bookings') AND c.conname = w.name AND c.convalidated);

-- indexes:public.bookings: Indexes of `bookings` that are missing or not valid
-- expected: 0
-- A concurrent build that failed leaves an index that costs and does not serve.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('public.ix_bookings_org_id')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_index AS i WHERE i.indexrelid = to_regclass(w.name) AND i.indisvalid AND i.indisready);

-- columns:public.disputes: Columns that `disputes` should have, and has not
-- expected: 0
-- Part of the change has not run.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('org_id')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_attribute AS a WHERE a.attrelid = to_regclass('public.disputes') AND a.attname = w.name AND NOT a.attisdropped);

-- not-null:public.disputes: Columns of `disputes` that should be NOT NULL, and are not
-- expected: 0
-- A NULL may come in again.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('org_id')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_attribute AS a WHERE a.attrelid = to_regclass('public.disputes') AND a.attname = w.name AND NOT a.attisdropped AND a.attnotnull);

-- nulls:public.disputes.org_id: NULL left in `disputes.org_id`
-- expected: 0 rows
-- The change makes the column NOT NULL.
SELECT count(*) AS answer
  FROM public.disputes
 WHERE org_id IS NULL;

-- refused:public.disputes.org_id: A NULL in `disputes.org_id` is refused
-- expected: the error 23502
-- Shown, not run by miglint: try it in a transaction that is rolled back. A trigger that fills the column may let it pass.
-- BEGIN; INSERT INTO public.disputes (org_id) VALUES (NULL); ROLLBACK;

-- constraints:public.disputes: Constraints of `disputes` that are missing or not validated
-- expected: 0
-- What they promise does not hold for every row.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('fk_disputes_org_id')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_constraint AS c WHERE c.conrelid = to_regclass('public.disputes') AND c.conname = w.name AND c.convalidated);

-- indexes:public.disputes: Indexes of `disputes` that are missing or not valid
-- expected: 0
-- A concurrent build that failed leaves an index that costs and does not serve.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('public.ix_disputes_org_id')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_index AS i WHERE i.indexrelid = to_regclass(w.name) AND i.indisvalid AND i.indisready);

-- columns:public.invoices: Columns that `invoices` should have, and has not
-- expected: 0
-- Part of the change has not run.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('org_id')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_attribute AS a WHERE a.attrelid = to_regclass('public.invoices') AND a.attname = w.name AND NOT a.attisdropped);

-- not-null:public.invoices: Columns of `invoices` that should be NOT NULL, and are not
-- expected: 0
-- A NULL may come in again.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('org_id')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_attribute AS a WHERE a.attrelid = to_regclass('public.invoices') AND a.attname = w.name AND NOT a.attisdropped AND a.attnotnull);

-- nulls:public.invoices.org_id: NULL left in `invoices.org_id`
-- expected: 0 rows
-- The change makes the column NOT NULL.
SELECT count(*) AS answer
  FROM public.invoices
 WHERE org_id IS NULL;

-- refused:public.invoices.org_id: A NULL in `invoices.org_id` is refused
-- expected: the error 23502
-- Shown, not run by miglint: try it in a transaction that is rolled back. A trigger that fills the column may let it pass.
-- BEGIN; INSERT INTO public.invoices (org_id) VALUES (NULL); ROLLBACK;

-- constraints:public.invoices: Constraints of `invoices` that are missing or not validated
-- expected: 0
-- What they promise does not hold for every row.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('fk_invoices_org_id')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_constraint AS c WHERE c.conrelid = to_regclass('public.invoices') AND c.conname = w.name AND c.convalidated);

-- indexes:public.invoices: Indexes of `invoices` that are missing or not valid
-- expected: 0
-- A concurrent build that failed leaves an index that costs and does not serve.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('public.ix_invoices_org_id')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_index AS i WHERE i.indexrelid = to_regclass(w.name) AND i.indisvalid AND i.indisready);

-- columns:public.payments: Columns that `payments` should have, and has not
-- expected: 0
-- Part of the change has not run.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('org_id')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_attribute AS a WHERE a.attrelid = to_regclass('public.payments') AND a.attname = w.name AND NOT a.attisdropped);

-- not-null:public.payments: Columns of `payments` that should be NOT NULL, and are not
-- expected: 0
-- A NULL may come in again.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('org_id')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_attribute AS a WHERE a.attrelid = to_regclass('public.payments') AND a.attname = w.name AND NOT a.attisdropped AND a.attnotnull);

-- nulls:public.payments.org_id: NULL left in `payments.org_id`
-- expected: 0 rows
-- The change makes the column NOT NULL.
SELECT count(*) AS answer
  FROM public.payments
 WHERE org_id IS NULL;

-- refused:public.payments.org_id: A NULL in `payments.org_id` is refused
-- expected: the error 23502
-- Shown, not run by miglint: try it in a transaction that is rolled back. A trigger that fills the column may let it pass.
-- BEGIN; INSERT INTO public.payments (org_id) VALUES (NULL); ROLLBACK;

-- constraints:public.payments: Constraints of `payments` that are missing or not validated
-- expected: 0
-- What they promise does not hold for every row.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('fk_payments_org_id')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_constraint AS c WHERE c.conrelid = to_regclass('public.payments') AND c.conname = w.name AND c.convalidated);

-- indexes:public.payments: Indexes of `payments` that are missing or not valid
-- expected: 0
-- A concurrent build that failed leaves an index that costs and does not serve.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('public.ix_payments_org_id')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_index AS i WHERE i.indexrelid = to_regclass(w.name) AND i.indisvalid AND i.indisready);

-- orphans:public.bookings.org_id: Rows of `bookings` whose (org_id) is not in `organizations`
-- expected: 0 rows
-- The foreign key promises that there are none.
SELECT count(*) AS answer
  FROM public.bookings AS c
 WHERE c.org_id IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM public.organizations AS p WHERE p.id = c.org_id);

-- orphans:public.invoices.org_id: Rows of `invoices` whose (org_id) is not in `organizations`
-- expected: 0 rows
-- The foreign key promises that there are none.
SELECT count(*) AS answer
  FROM public.invoices AS c
 WHERE c.org_id IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM public.organizations AS p WHERE p.id = c.org_id);

-- orphans:public.disputes.org_id: Rows of `disputes` whose (org_id) is not in `organizations`
-- expected: 0 rows
-- The foreign key promises that there are none.
SELECT count(*) AS answer
  FROM public.disputes AS c
 WHERE c.org_id IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM public.organizations AS p WHERE p.id = c.org_id);

-- orphans:public.payments.org_id: Rows of `payments` whose (org_id) is not in `organizations`
-- expected: 0 rows
-- The foreign key promises that there are none.
SELECT count(*) AS answer
  FROM public.payments AS c
 WHERE c.org_id IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM public.organizations AS p WHERE p.id = c.org_id);

-- orphans:public.audit_logs.org_id: Rows of `audit_logs` whose (org_id) is not in `organizations`
-- expected: 0 rows
-- The foreign key promises that there are none.
SELECT count(*) AS answer
  FROM public.audit_logs AS c
 WHERE c.org_id IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM public.organizations AS p WHERE p.id = c.org_id);

-- rows:public.audit_logs: Rows of `audit_logs`
-- expected: as before the change, but for what the application wrote meanwhile
-- The change neither adds nor deletes rows here.
SELECT count(*) AS answer
  FROM public.audit_logs;

-- rows:public.bookings: Rows of `bookings`
-- expected: as before the change, but for what the application wrote meanwhile
-- The change neither adds nor deletes rows here.
SELECT count(*) AS answer
  FROM public.bookings;

-- rows:public.disputes: Rows of `disputes`
-- expected: as before the change, but for what the application wrote meanwhile
-- The change neither adds nor deletes rows here.
SELECT count(*) AS answer
  FROM public.disputes;

-- rows:public.invoices: Rows of `invoices`
-- expected: as before the change, but for what the application wrote meanwhile
-- The change neither adds nor deletes rows here.
SELECT count(*) AS answer
  FROM public.invoices;

-- rows:public.organizations: Rows of `organizations`
-- expected: no limit: a number to know
-- The change adds or deletes rows here: compare with what it was meant to do.
SELECT count(*) AS answer
  FROM public.organizations;

-- rows:public.payments: Rows of `payments`
-- expected: as before the change, but for what the application wrote meanwhile
-- The change neither adds nor deletes rows here.
SELECT count(*) AS answer
  FROM public.payments;

