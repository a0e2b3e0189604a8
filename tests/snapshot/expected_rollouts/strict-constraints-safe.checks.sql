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
   AND indrelid IN (to_regclass('office.bookings'), to_regclass('office.equipment_loans'), to_regclass('office.rooms'));

-- rows:office.bookings: Rows of `office.bookings`
-- expected: no limit: a number to know
-- How much there is to lock, fill or check; to be compared afterwards.
SELECT count(*) AS answer
  FROM office.bookings;

-- size:office.bookings: Size of `office.bookings`, of which every row is read
-- expected: no limit: a number to know
-- The build takes as long as reading and sorting this; the index and its temporary files may need as much disk at most.
SELECT pg_table_size(to_regclass('office.bookings')) AS answer,
       pg_size_pretty(pg_table_size(to_regclass('office.bookings'))) AS remark;

-- rows:office.equipment_loans: Rows of `office.equipment_loans`
-- expected: no limit: a number to know
-- How much there is to lock, fill or check; to be compared afterwards.
SELECT count(*) AS answer
  FROM office.equipment_loans;

-- size:office.equipment_loans: Size of `office.equipment_loans`, of which every row is read
-- expected: no limit: a number to know
-- The build takes as long as reading and sorting this; the index and its temporary files may need as much disk at most.
SELECT pg_table_size(to_regclass('office.equipment_loans')) AS answer,
       pg_size_pretty(pg_table_size(to_regclass('office.equipment_loans'))) AS remark;

-- rows:office.rooms: Rows of `office.rooms`
-- expected: no limit: a number to know
-- How much there is to lock, fill or check; to be compared afterwards.
SELECT count(*) AS answer
  FROM office.rooms;

-- size:office.rooms: Size of `office.rooms`, of which every row is read
-- expected: no limit: a number to know
-- The build takes as long as reading and sorting this; the index and its temporary files may need as much disk at most.
SELECT pg_table_size(to_regclass('office.rooms')) AS answer,
       pg_size_pretty(pg_table_size(to_regclass('office.rooms'))) AS remark;

-- duplicates:office.rooms.site_id,id: Duplicates of (site_id, id) in `office.rooms`
-- expected: 0 rows
-- With one duplicate line 8 of 002_integrity.sql fails (23505).
SELECT count(*) AS answer
  FROM (SELECT 1 FROM office.rooms WHERE site_id IS NOT NULL AND id IS NOT NULL GROUP BY site_id, id HAVING count(*) > 1) AS doubled;

-- orphans:office.bookings.site_id,room_id: Rows of `office.bookings` whose (site_id, room_id) is not in `office.rooms`
-- expected: no limit: a number to know
-- With one orphan line 26 of 002_integrity.sql fails (23503). The change itself writes to the column first: this is how much is to be done.
SELECT count(*) AS answer
  FROM office.bookings AS c
 WHERE c.site_id IS NOT NULL AND c.room_id IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM office.rooms AS p WHERE p.site_id = c.site_id AND p.id = c.room_id);

-- violations:office.bookings.bookings_end_after_start: Rows of `office.bookings` that the CHECK refuses
-- expected: 0 rows
-- With one such row line 37 of 002_integrity.sql fails (23514).
SELECT count(*) AS answer
  FROM office.bookings
 WHERE NOT (ends_at > starts_at);

-- violations:office.bookings.bookings_status_known: Rows of `office.bookings` that the CHECK refuses
-- expected: 0 rows
-- With one such row line 48 of 002_integrity.sql fails (23514).
SELECT count(*) AS answer
  FROM office.bookings
 WHERE NOT (status IN ('tentative', 'confirmed', 'cancelled'));

-- nulls:office.bookings.site_id: NULL in `office.bookings.site_id`
-- expected: no limit: a number to know
-- With one NULL line 106 of 004_backfill_staging.sql fails (23502, or 23514 for a CHECK). The change itself writes to the column first: this is how much is to be done.
SELECT count(*) AS answer
  FROM office.bookings
 WHERE site_id IS NULL;

-- coverage:office.bookings.site_id: Rows to fill in `office.bookings.site_id` that the backfill has a value for
-- expected: at least 100 %
-- Line 82 of 004_backfill_staging.sql takes the values from there, and NOT NULL comes after it.
SELECT CASE WHEN count(*) = 0 THEN 100
            ELSE round(100.0 * count(*) FILTER (WHERE covered) / count(*), 2) END AS answer,
       count(*) FILTER (WHERE covered) || ' of ' || count(*) || ' rows' AS remark
  FROM (SELECT EXISTS (SELECT 1 FROM office.rooms AS r WHERE r.id = b.room_id AND b.site_id IS DISTINCT FROM r.site_id AND (r.site_id) IS NOT NULL) AS covered
          FROM office.bookings AS b WHERE b.site_id IS NULL) AS to_fill;

-- conflicts:office.bookings.site_id: Rows to fill in `office.bookings.site_id` with several values to choose from
-- expected: 0 rows
-- The UPDATE takes any one of them, and which one is not said.
SELECT count(*) AS answer
  FROM (SELECT (SELECT count(DISTINCT (r.site_id)) FROM office.rooms AS r WHERE r.id = b.room_id AND b.site_id IS DISTINCT FROM r.site_id) AS sources
          FROM office.bookings AS b WHERE b.site_id IS NULL) AS to_fill
 WHERE sources > 1;

-- tables: Tables and views that the change makes, and that are not there
-- expected: 0
-- Part of the change has not run.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('office.booking_backfill'), ('office.booking_blockers'), ('office.equipment_times'), ('office.room_times')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM (SELECT 1) AS one WHERE to_regclass(w.name) IS NOT NULL);

-- constraints:office.booking_backfill: Constraints of `office.booking_backfill` that are missing or not validated
-- expected: 0
-- What they promise does not hold for every row.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('booking_backfill_outcome_check'), ('booking_backfill_pkey')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_constraint AS c WHERE c.conrelid = to_regclass('office.booking_backfill') AND c.conname = w.name AND c.convalidated);

-- not-null:office.bookings: Columns of `office.bookings` that should be NOT NULL, and are not
-- expected: 0
-- A NULL may come in again.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('site_id')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_attribute AS a WHERE a.attrelid = to_regclass('office.bookings') AND a.attname = w.name AND NOT a.attisdropped AND a.attnotnull);

-- nulls:office.bookings.site_id: NULL left in `office.bookings.site_id`
-- expected: 0 rows
-- The change makes the column NOT NULL.
SELECT count(*) AS answer
  FROM office.bookings
 WHERE site_id IS NULL;

-- refused:office.bookings.site_id: A NULL in `office.bookings.site_id` is refused
-- expected: the error 23502
-- Shown, not run by miglint: try it in a transaction that is rolled back. A trigger that fills the column may let it pass.
-- BEGIN; INSERT INTO office.bookings (site_id) VALUES (NULL); ROLLBACK;

-- constraints:office.bookings: Constraints of `office.bookings` that are missing or not validated
-- expected: 0
-- What they promise does not hold for every row.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('bookings_room_within_site_fkey'), ('bookings_end_after_start'), ('bookings_status_known')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_constraint AS c WHERE c.conrelid = to_regclass('office.bookings') AND c.conname = w.name AND c.convalidated);

-- indexes:office.bookings: Indexes of `office.bookings` that are missing or not valid
-- expected: 0
-- A concurrent build that failed leaves an index that costs and does not serve.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('office.bookings_site_start_idx'), ('office.bookings_member_id_idx')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_index AS i WHERE i.indexrelid = to_regclass(w.name) AND i.indisvalid AND i.indisready);

-- triggers:office.bookings: Triggers of `office.bookings` that are missing or disabled
-- expected: 0
-- What they keep in step drifts apart from now on.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('bookings_fill_site'), ('bookings_keep_room_time')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_trigger AS t WHERE t.tgrelid = to_regclass('office.bookings') AND t.tgname = w.name AND NOT t.tgisinternal AND t.tgenabled <> 'D');

-- indexes:office.equipment_loans: Indexes of `office.equipment_loans` that are missing or not valid
-- expected: 0
-- A concurrent build that failed leaves an index that costs and does not serve.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('office.equipment_loans_equipment_id_idx')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_index AS i WHERE i.indexrelid = to_regclass(w.name) AND i.indisvalid AND i.indisready);

-- triggers:office.equipment_loans: Triggers of `office.equipment_loans` that are missing or disabled
-- expected: 0
-- What they keep in step drifts apart from now on.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('equipment_loans_keep_time')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_trigger AS t WHERE t.tgrelid = to_regclass('office.equipment_loans') AND t.tgname = w.name AND NOT t.tgisinternal AND t.tgenabled <> 'D');

-- constraints:office.equipment_times: Constraints of `office.equipment_times` that are missing or not validated
-- expected: 0
-- What they promise does not hold for every row.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('equipment_times_during_check'), ('equipment_times_pkey'), ('equipment_times_no_overlap'), ('equipment_times_loan_id_fkey')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_constraint AS c WHERE c.conrelid = to_regclass('office.equipment_times') AND c.conname = w.name AND c.convalidated);

-- constraints:office.room_times: Constraints of `office.room_times` that are missing or not validated
-- expected: 0
-- What they promise does not hold for every row.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('room_times_during_check'), ('room_times_pkey'), ('room_times_no_overlap'), ('room_times_booking_id_fkey')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_constraint AS c WHERE c.conrelid = to_regclass('office.room_times') AND c.conname = w.name AND c.convalidated);

-- indexes:office.rooms: Indexes of `office.rooms` that are missing or not valid
-- expected: 0
-- A concurrent build that failed leaves an index that costs and does not serve.
SELECT count(*) AS answer, string_agg(w.name, ', ' ORDER BY w.name) AS remark
  FROM (VALUES ('office.rooms_site_id_id_key')) AS w (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_index AS i WHERE i.indexrelid = to_regclass(w.name) AND i.indisvalid AND i.indisready);

-- orphans:office.bookings.site_id,room_id: Rows of `office.bookings` whose (site_id, room_id) is not in `office.rooms`
-- expected: 0 rows
-- The foreign key promises that there are none.
SELECT count(*) AS answer
  FROM office.bookings AS c
 WHERE c.site_id IS NOT NULL AND c.room_id IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM office.rooms AS p WHERE p.site_id = c.site_id AND p.id = c.room_id);

-- rows:office.bookings: Rows of `office.bookings`
-- expected: as before the change, but for what the application wrote meanwhile
-- The change neither adds nor deletes rows here.
SELECT count(*) AS answer
  FROM office.bookings;

-- rows:office.equipment_loans: Rows of `office.equipment_loans`
-- expected: as before the change, but for what the application wrote meanwhile
-- The change neither adds nor deletes rows here.
SELECT count(*) AS answer
  FROM office.equipment_loans;

-- rows:office.rooms: Rows of `office.rooms`
-- expected: as before the change, but for what the application wrote meanwhile
-- The change neither adds nor deletes rows here.
SELECT count(*) AS answer
  FROM office.rooms;

