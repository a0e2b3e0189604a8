// What to ask before a change.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

#include "lint/wording.h"
#include "runbook/check_place.h"
#include "runbook/check_sql.h"
#include "runbook/checks.h"

namespace miglint {
namespace {

using Expect = Check::Expect;
using Unit = Check::Unit;
using Kind = Demand::Kind;

class Before {
 public:
  Before(const Rollout& rollout, const SourceSet& sources)
      : rollout_(rollout), sources_(sources), sql_(rollout.dialect) {}

  std::vector<Check> make() {
    if (sql_.is_postgres()) {
      add_server();
    } else {
      add_mysql_server();
    }
    for (const TouchedTable& table : rollout_.tables)
      add_table(table);
    for (const bool enforced : {true, false}) {
      for (const Demand& demand : rollout_.demands)
        if (demand.askable && demand.enforced == enforced) add_demand(demand);
    }
    for (const Backfill& backfill : rollout_.backfills)
      add_backfill(backfill);
    for (const Feed& feed : rollout_.feeds)
      add_feed(feed);
    return std::move(checks_);
  }

 private:
  void add(Check check) {
    const bool there = std::ranges::find(checks_, check.id, &Check::id) != checks_.end();
    if (!there) checks_.push_back(std::move(check));
  }

  void add_server() {
    add({.id = "long-transactions",
         .metric = "long-transactions",
         .title = "Transactions older than a minute",
         .why = "DDL waits for them, and everybody else waits behind the DDL; CONCURRENTLY waits "
                "for every one of them.",
         .sql = "SELECT count(*) AS answer, string_agg(pid || ' ' || coalesce(state, '') || "
                "' since ' || xact_start::text, '; ') AS remark\n"
                "  FROM pg_stat_activity\n"
                " WHERE xact_start < now() - interval '1 minute'\n"
                "   AND pid <> pg_backend_pid()\n"
                "   AND backend_type = 'client backend'",
         .unit = Unit::sessions});
    add({.id = "prepared-transactions",
         .metric = "prepared-transactions",
         .title = "Prepared transactions left open",
         .why = "They hold their locks until somebody commits them, across restarts.",
         .sql = "SELECT count(*) AS answer\n  FROM pg_prepared_xacts",
         .unit = Unit::sessions});
    add({.id = "lock-waits",
         .metric = "lock-waits",
         .title = "Sessions that wait for a lock",
         .why = "Who waits already makes the change wait, too.",
         .sql = "SELECT count(*) AS answer\n  FROM pg_stat_activity\n"
                " WHERE wait_event_type = 'Lock' AND pid <> pg_backend_pid()",
         .unit = Unit::sessions});
    add_invalid_indexes();
  }

  void add_mysql_server() {
    add({.id = "long-transactions",
         .metric = "long-transactions",
         .title = "Transactions older than a minute",
         .why = "DDL waits for their metadata locks, and everybody else waits behind the DDL.",
         .sql = "SELECT count(*) AS answer\n  FROM information_schema.innodb_trx\n"
                " WHERE trx_started < now() - INTERVAL 1 MINUTE",
         .unit = Unit::sessions});
    add({.id = "lock-waits",
         .metric = "lock-waits",
         .title = "Sessions that wait for a metadata lock",
         .why = "Who waits already makes the change wait, too.",
         .sql = "SELECT count(*) AS answer\n  FROM information_schema.processlist\n"
                " WHERE state LIKE 'Waiting for table metadata lock%'",
         .unit = Unit::sessions});
  }

  void add_invalid_indexes() {
    if (rollout_.tables.empty()) return;
    std::vector<std::string> tables;
    for (const TouchedTable& table : rollout_.tables)
      tables.push_back(sql_.regclass(table.table));
    add({.id = "invalid-indexes",
         .metric = "invalid-indexes",
         .title = "Invalid indexes on the tables of this change",
         .why = "A failed CONCURRENTLY leaves one behind: every write pays for it, no query uses "
                "it, and IF NOT EXISTS takes it for the new one.",
         .sql = fmt::format("SELECT count(*) AS answer, string_agg(indexrelid::regclass::text, "
                            "', ') AS remark\n  FROM pg_index\n WHERE NOT indisvalid\n"
                            "   AND indrelid IN ({})",
                            fmt::join(tables, ", ")),
         .unit = Unit::objects});
  }

  void add_table(const TouchedTable& table) {
    const std::string shown = display(table.table);
    if (is_worth_counting(table, rollout_)) {
      add(row_count(table, rollout_, sql_, Check::Phase::before));
    }
    if (!table.rewritten && !table.index_built && !table.scanned) return;
    Check check{.metric = "disk-bytes", .expect = Expect::nothing, .unit = Unit::bytes};
    if (table.rewritten) {
      check.id = fmt::format("disk:{}", table.table);
      check.title = fmt::format("Disk that the rewrite of `{}` needs", shown);
      check.why =
          sql_.is_postgres()
              ? "The table and its indexes are written again before the old files go: this "
                "much must be free where they are, and about as much WAL is written."
              : "The table and its indexes are written again before the old file goes: this "
                "much must be free where it is, and replicas need it, too.";
    } else {
      check.id = fmt::format("size:{}", table.table);
      check.title = fmt::format("Size of `{}`, of which every row is read", shown);
      check.why = table.index_built
                      ? "The build takes as long as reading and sorting this; the index and its "
                        "temporary files may need as much disk at most."
                      : "The statement takes as long as reading this.";
    }
    check.sql = size(table);
    add(std::move(check));
  }

  /// With the indexes where they are written again.
  [[nodiscard]] std::string size(const TouchedTable& table) const {
    if (sql_.is_postgres()) {
      return fmt::format("SELECT {1}({0}) AS answer,\n       pg_size_pretty({1}({0})) AS remark",
                         sql_.regclass(table.table),
                         table.rewritten ? "pg_total_relation_size" : "pg_table_size");
    }
    const std::string_view bytes =
        table.rewritten ? "i.data_length + i.index_length" : "i.data_length";
    return fmt::format(
        "SELECT {0} AS answer, concat(round(({0}) / 1048576), ' MB') AS remark\n  FROM {1}", bytes,
        sql_.about("tables", table.table));
  }

  void add_demand(const Demand& demand) {
    Check check{.why = without_codes(why(demand))};
    const std::string shown = display(demand.table);
    std::string columns;
    for (const std::string& column : demand.columns)
      columns += (columns.empty() ? "" : ", ") + identifier(column);
    const std::string subject = fmt::format("{}.{}", demand.table, fmt::join(demand.columns, ","));
    switch (demand.kind) {
      case Kind::no_nulls:
        check.id = "nulls:" + subject;
        check.metric = "nulls";
        check.title = fmt::format("NULL in `{}.{}`", shown, columns);
        check.sql =
            sql_.count(demand.table, fmt::format("{} IS NULL", sql_.name(demand.columns.front())));
        if (sql_.is_postgres()) check.estimate_sql = null_estimate(demand);
        break;
      case Kind::unique:
        check.id =
            fmt::format("duplicates:{}.{}", demand.table, fmt::join(demand.expressions, ","));
        check.metric = "duplicates";
        check.title =
            fmt::format("Duplicates of ({}) in `{}`{}", fmt::join(demand.expressions, ", "), shown,
                        demand.condition.empty() ? "" : " where the index looks");
        check.sql = sql_.duplicates(
            demand.table, sql_.is_postgres() ? demand.expressions : quoted(demand.columns),
            demand.condition, demand.nulls_not_distinct);
        break;
      case Kind::referenced:
        check.id = "orphans:" + subject;
        check.metric = "orphans";
        check.title = fmt::format("Rows of `{}` whose ({}) is not in `{}`", shown, columns,
                                  display(demand.referenced_table));
        check.sql = sql_.orphans(demand.table, demand.columns, demand.referenced_table,
                                 demand.referenced_columns);
        break;
      case Kind::condition:
        check.id = demand.constraint.empty()
                       ? "violations:" + subject
                       : fmt::format("violations:{}.{}", demand.table, demand.constraint);
        check.metric = "violations";
        check.title = fmt::format("Rows of `{}` that the CHECK refuses", shown);
        check.sql = sql_.count(demand.table, fmt::format("NOT ({})", demand.condition));
        break;
      case Kind::enum_values:
        check.id = "outside-enum:" + subject;
        check.metric = "outside-enum";
        check.title = fmt::format("Values of `{}.{}` that the new enum lacks", shown, columns);
        check.sql = outside_enum(demand);
        break;
      case Kind::apart:
        check.id = overlaps_id(demand);
        check.metric = "overlaps";
        check.title = overlaps_title(demand, shown);
        check.sql =
            sql_.not_apart(demand.table, demand.expressions, demand.operators, demand.condition);
        check.why += " Rows are compared two by two: on a large table this takes long.";
        break;
      case Kind::no_rows:
        check.id = "rows-refused:" + subject;
        check.metric = "violations";
        check.title = fmt::format("Rows of `{}` that `{}` has no value for", shown, columns);
        check.sql =
            fmt::format("SELECT count(*) AS answer\n  FROM (SELECT 1 FROM {} LIMIT 1) AS one",
                        sql_.table(demand.table));
        break;
    }
    if (is_written(demand)) {
      check.expect = Expect::nothing;
      check.why += " The change itself writes to the column first: this is how much is to be done.";
    } else if (!demand.enforced) {
      check.expect = Expect::nothing;
      check.why += " It is NOT VALID here: old rows may stay for now, but an UPDATE of one fails.";
    }
    add(std::move(check));
  }

  /// The codes are PostgreSQL's.
  [[nodiscard]] std::string without_codes(std::string text) const {
    const auto open = text.rfind(" (");
    if (!sql_.is_postgres() && open != std::string::npos) text = text.substr(0, open) + '.';
    return text;
  }

  [[nodiscard]] std::string why(const Demand& demand) const {
    const std::string where = place(demand.span, sources_);
    switch (demand.kind) {
      case Kind::no_nulls:
        return fmt::format("With one NULL {} fails (23502, or 23514 for a CHECK).", where);
      case Kind::unique:
        return fmt::format("With one duplicate {} fails (23505).", where);
      case Kind::referenced:
        return fmt::format("With one orphan {} fails (23503).", where);
      case Kind::condition:
        return fmt::format("With one such row {} fails (23514).", where);
      case Kind::enum_values:
        return fmt::format("With one such value {} fails (22P02).", where);
      case Kind::apart:
        return fmt::format("With two such rows {} fails (23P01).", where);
      case Kind::no_rows:
        break;
    }
    return fmt::format("With a single row in the table {} fails (23502).", where);
  }

  [[nodiscard]] std::vector<std::string> quoted(const std::vector<std::string>& columns) const {
    std::vector<std::string> names;
    for (const std::string& column : columns)
      names.push_back(sql_.name(column));
    return names;
  }

  [[nodiscard]] std::string null_estimate(const Demand& demand) const {
    return fmt::format(
        "SELECT round(s.null_frac * c.reltuples) AS answer\n"
        "  FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace\n"
        "  JOIN pg_stats AS s ON s.schemaname = n.nspname AND s.tablename = c.relname\n"
        " WHERE c.oid = {} AND s.attname = {}",
        sql_.regclass(demand.table), sql_.literal(demand.columns.front()));
  }

  [[nodiscard]] std::string outside_enum(const Demand& demand) const {
    std::string labels;
    for (const std::string& label : demand.labels)
      labels += (labels.empty() ? "" : ", ") + sql_.literal(label);
    const std::string column = sql_.name(demand.columns.front());
    const std::string text = sql_.is_postgres() ? column + "::text" : column;
    return fmt::format("SELECT count(*) AS answer, {} AS remark\n  FROM {}\n WHERE {} NOT IN ({})",
                       sql_.list_of_values(fmt::format("left({}, 40)", text)),
                       sql_.table(demand.table), text, labels);
  }

  /// The change fills the column before it demands something of it.
  [[nodiscard]] bool is_written(const Demand& demand) const {
    return std::ranges::any_of(rollout_.backfills, [&](const Backfill& backfill) {
      return backfill.table == demand.table &&
             std::ranges::find(demand.columns, backfill.column) != demand.columns.end();
    });
  }

  [[nodiscard]] bool must_be_complete(const Backfill& backfill) const {
    return std::ranges::any_of(rollout_.demands, [&](const Demand& demand) {
      return demand.kind == Kind::no_nulls && demand.table == backfill.table &&
             demand.columns.front() == backfill.column;
    });
  }

  /// How many of the rows to fill get a value, and how many have more than one to choose from.
  void add_backfill(const Backfill& backfill) {
    if (!backfill.source || rollout_.find(backfill.table) == nullptr) return;
    const BackfillSource& source = *backfill.source;
    if (source.from.empty() && !source.value.contains('(')) return;
    const std::string subject = fmt::format("{}.{}", backfill.table, backfill.column);
    const std::string shown =
        fmt::format("{}.{}", display(backfill.table), identifier(backfill.column));
    const std::string where = source.joins.empty()
                                  ? std::string()
                                  : fmt::format(" WHERE {}", fmt::join(source.joins, " AND "));
    const std::string to_fill =
        backfill.is_new_column
            ? std::string()
            : fmt::format(" WHERE {}.{} IS NULL", source.alias, sql_.name(backfill.column));
    const std::string covered =
        source.from.empty()
            ? fmt::format("({}) IS NOT NULL", source.value)
            : fmt::format("EXISTS (SELECT 1 FROM {}{}{}({}) IS NOT NULL)", source.from, where,
                          where.empty() ? " WHERE " : " AND ", source.value);
    const bool complete = must_be_complete(backfill);
    add({.id = "coverage:" + subject,
         .metric = "coverage",
         .title = fmt::format("Rows to fill in `{}` that the backfill has a value for", shown),
         .why = fmt::format("{} takes the values from there{}.",
                            capital(place(backfill.span, sources_)),
                            complete ? ", and NOT NULL comes after it" : ""),
         .sql = sql_.share(covered, source.target + to_fill),
         .expect = complete ? Expect::at_least : Expect::nothing,
         .unit = Unit::percent,
         .wanted = complete ? 100.0 : 0.0});
    if (source.from.empty()) return;
    add({.id = "conflicts:" + subject,
         .metric = "conflicts",
         .title = fmt::format("Rows to fill in `{}` with several values to choose from", shown),
         .why = "The UPDATE takes any one of them, and which one is not said.",
         .sql = fmt::format("SELECT count(*) AS answer\n"
                            "  FROM (SELECT (SELECT count(DISTINCT ({})) FROM {}{}) AS sources\n"
                            "          FROM {}{}) AS to_fill\n WHERE sources > 1",
                            source.value, source.from, where, source.target, to_fill)});
  }

  void add_feed(const Feed& feed) {
    add({.id = feed_id(feed, rollout_),
         .metric = "rows",
         .title = fmt::format("Rows that an INSERT adds to `{}`",
                              identifier(feed.table, rollout_.after)),
         .why = fmt::format("{} takes them from this query.", capital(place(feed.span, sources_))),
         .sql = fmt::format("SELECT count(*) AS answer\n  FROM ({}) AS added", feed.query),
         .expect = Expect::nothing});
  }

  [[nodiscard]] std::string display(RelationKey relation) const {
    return identifier(relation, rollout_.before);
  }

  const Rollout& rollout_;
  const SourceSet& sources_;
  CheckSql sql_;
  std::vector<Check> checks_;
};

}  // namespace

std::vector<Check> checks_before(const Rollout& rollout, const SourceSet& sources) {
  const NamesWrittenFor names(rollout.dialect);
  return Before(rollout, sources).make();
}

}  // namespace miglint
