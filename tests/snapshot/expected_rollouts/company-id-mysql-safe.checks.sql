-- long-transactions: Transactions older than a minute
-- expected: 0 sessions
-- DDL waits for their metadata locks, and everybody else waits behind the DDL.
SELECT count(*) AS answer
  FROM information_schema.innodb_trx
 WHERE trx_started < now() - INTERVAL 1 MINUTE;

-- lock-waits: Sessions that wait for a metadata lock
-- expected: 0 sessions
-- Who waits already makes the change wait, too.
SELECT count(*) AS answer
  FROM information_schema.processlist
 WHERE state LIKE 'Waiting for table metadata lock%';

-- rows:public.customers: Rows of `customers`
-- expected: no limit: a number to know
-- How much there is to lock, fill or check; to be compared afterwards.
SELECT count(*) AS answer
  FROM `customers`;

-- disk:public.customers: Disk that the rewrite of `customers` needs
-- expected: no limit: a number to know
-- The table and its indexes are written again before the old file goes: this much must be free where it is, and replicas need it, too.
SELECT i.data_length + i.index_length AS answer, concat(round((i.data_length + i.index_length) / 1048576), ' MB') AS remark
  FROM information_schema.tables AS i WHERE i.table_schema = DATABASE() AND i.table_name = 'customers';

-- nulls:public.customers.company_id: NULL in `customers.company_id`
-- expected: no limit: a number to know
-- With one NULL line 17 of 2025_02_02_000001_require_company_id_of_customers.php fails. The change itself writes to the column first: this is how much is to be done.
SELECT count(*) AS answer
  FROM `customers`
 WHERE `company_id` IS NULL;

-- orphans:public.customers.company_id: Rows of `customers` whose (company_id) is not in `companies`
-- expected: no limit: a number to know
-- With one orphan line 20 of 2025_02_02_000002_add_company_id_constraint_to_customers.php fails. The change itself writes to the column first: this is how much is to be done.
SELECT count(*) AS answer
  FROM `customers` AS c
 WHERE c.`company_id` IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM `companies` AS p WHERE p.`id` = c.`company_id`);

-- tables: Tables and views that the change makes, and that are not there
-- expected: 0
-- Part of the change has not run.
SELECT count(*) AS answer, group_concat(w.name ORDER BY w.name SEPARATOR ', ') AS remark
  FROM (SELECT 'customers_company_audit' AS name UNION ALL SELECT 'customers_company_backup') AS w
 WHERE NOT EXISTS (SELECT 1 FROM information_schema.tables AS i WHERE w.name =
       concat(if(i.table_schema = DATABASE(), '', concat(i.table_schema, '.')), i.table_name));

-- not-null:public.customers: Columns of `customers` that should be NOT NULL, and are not
-- expected: 0
-- A NULL may come in again.
SELECT count(*) AS answer, group_concat(w.name ORDER BY w.name SEPARATOR ', ') AS remark
  FROM (SELECT 'company_id' AS name) AS w
 WHERE NOT EXISTS (SELECT 1 FROM information_schema.columns AS i WHERE i.table_schema = DATABASE() AND i.table_name = 'customers' AND i.column_name = w.name AND i.is_nullable = 'NO');

-- nulls:public.customers.company_id: NULL left in `customers.company_id`
-- expected: 0 rows
-- The change makes the column NOT NULL.
SELECT count(*) AS answer
  FROM `customers`
 WHERE `company_id` IS NULL;

-- refused:public.customers.company_id: A NULL in `customers.company_id` is refused
-- expected: the error 23000
-- Shown, not run by miglint: try it in a transaction that is rolled back. A trigger that fills the column may let it pass.
-- BEGIN; INSERT INTO `customers` (`company_id`) VALUES (NULL); ROLLBACK;

-- constraints:public.customers: Constraints of `customers` that are missing
-- expected: 0
-- What they promise does not hold for every row.
SELECT count(*) AS answer, group_concat(w.name ORDER BY w.name SEPARATOR ', ') AS remark
  FROM (SELECT 'customers_company_id_foreign' AS name) AS w
 WHERE NOT EXISTS (SELECT 1 FROM information_schema.table_constraints AS i WHERE i.table_schema = DATABASE() AND i.table_name = 'customers' AND i.constraint_name = w.name);

-- indexes:public.customers: Indexes of `customers` that are missing
-- expected: 0
-- Part of the change has not run.
SELECT count(*) AS answer, group_concat(w.name ORDER BY w.name SEPARATOR ', ') AS remark
  FROM (SELECT 'customers_company_id_index' AS name) AS w
 WHERE NOT EXISTS (SELECT 1 FROM information_schema.statistics AS i WHERE i.table_schema = DATABASE() AND i.table_name = 'customers' AND i.index_name = w.name);

-- constraints:public.customers_company_audit: Constraints of `customers_company_audit` that are missing
-- expected: 0
-- What they promise does not hold for every row.
SELECT count(*) AS answer, group_concat(w.name ORDER BY w.name SEPARATOR ', ') AS remark
  FROM (SELECT 'PRIMARY' AS name) AS w
 WHERE NOT EXISTS (SELECT 1 FROM information_schema.table_constraints AS i WHERE i.table_schema = DATABASE() AND i.table_name = 'customers_company_audit' AND i.constraint_name = w.name);

-- indexes:public.customers_company_audit: Indexes of `customers_company_audit` that are missing
-- expected: 0
-- Part of the change has not run.
SELECT count(*) AS answer, group_concat(w.name ORDER BY w.name SEPARATOR ', ') AS remark
  FROM (SELECT 'customers_company_audit_customer_id_index' AS name) AS w
 WHERE NOT EXISTS (SELECT 1 FROM information_schema.statistics AS i WHERE i.table_schema = DATABASE() AND i.table_name = 'customers_company_audit' AND i.index_name = w.name);

-- constraints:public.customers_company_backup: Constraints of `customers_company_backup` that are missing
-- expected: 0
-- What they promise does not hold for every row.
SELECT count(*) AS answer, group_concat(w.name ORDER BY w.name SEPARATOR ', ') AS remark
  FROM (SELECT 'PRIMARY' AS name) AS w
 WHERE NOT EXISTS (SELECT 1 FROM information_schema.table_constraints AS i WHERE i.table_schema = DATABASE() AND i.table_name = 'customers_company_backup' AND i.constraint_name = w.name);

-- orphans:public.customers.company_id: Rows of `customers` whose (company_id) is not in `companies`
-- expected: 0 rows
-- The foreign key promises that there are none.
SELECT count(*) AS answer
  FROM `customers` AS c
 WHERE c.`company_id` IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM `companies` AS p WHERE p.`id` = c.`company_id`);

-- rows:public.customers: Rows of `customers`
-- expected: as before the change, but for what the application wrote meanwhile
-- The change neither adds nor deletes rows here.
SELECT count(*) AS answer
  FROM `customers`;

