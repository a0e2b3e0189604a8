// What must hold after a change.
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

constexpr auto kAfter = Check::Phase::after;

bool is_table(const Table& table) {
  return table.kind == TableKind::table || table.kind == TableKind::partitioned_table;
}

class After {
 public:
  After(const Rollout& rollout, const SourceSet& sources)
      : rollout_(rollout), sources_(sources), sql_(rollout.dialect) {}

  std::vector<Check> make() {
    const std::vector<const Table*> tables = rollout_.after.tables();
    add_relations(tables);
    for (const Table* table : tables) {
      if (table->key.starts_with("pg_temp.") || !is_table(*table)) continue;
      add_columns(*table);
      add_constraints(*table);
      add_indexes(*table);
      if (sql_.is_postgres()) add_row_security(*table);
      add_triggers(*table);
    }
    if (sql_.is_postgres()) add_enums();
    add_rows();
    for (const TouchedTable& table : rollout_.tables) {
      if (rollout_.after.find_table(table.table) != nullptr && is_worth_counting(table, rollout_)) {
        add(row_count(table, rollout_, sql_, kAfter));
      }
    }
    for (const Feed& feed : rollout_.feeds) {
      if (!feed.is_all || rollout_.after.find_table(feed.table) == nullptr) continue;
      add({.id = feed_id(feed, rollout_),
           .metric = "rows",
           .title = fmt::format("Rows that are in `{}` now", display(feed.table)),
           .why = fmt::format("{} was to fill it from what was there.",
                              capital(place(feed.span, sources_))),
           .sql = sql_.count(feed.table, {}),
           .expect = Expect::as_before});
    }
    return std::move(checks_);
  }

 private:
  void add(Check check) {
    check.phase = kAfter;
    const bool there = std::ranges::find(checks_, check.id, &Check::id) != checks_.end();
    if (!there) checks_.push_back(std::move(check));
  }

  void add_missing(std::string id, std::string title, std::string why, std::string sql) {
    add({.id = std::move(id),
         .metric = "missing",
         .title = std::move(title),
         .why = std::move(why),
         .sql = std::move(sql),
         .unit = Unit::objects});
  }

  /// Tables and views that the change makes, and those that it takes away.
  void add_relations(const std::vector<const Table*>& tables) {
    std::vector<std::string> made;
    for (const Table* table : tables) {
      const bool counts = is_table(*table) || table->kind == TableKind::view ||
                          table->kind == TableKind::materialized_view;
      const bool is_new = !table->assumed && rollout_.makes(table->origin) &&
                          rollout_.before.find_table(table->key) == nullptr;
      if (counts && is_new && !table->key.starts_with("pg_temp.")) {
        made.push_back(sql_.lookup_name(table->key));
      }
    }
    std::vector<std::string> gone;
    for (const Table* table : rollout_.before.tables()) {
      if (is_table(*table) && rollout_.after.find_table(table->key) == nullptr) {
        gone.push_back(sql_.lookup_name(table->key));
      }
    }
    if (!made.empty()) {
      add_missing("tables", "Tables and views that the change makes, and that are not there",
                  "Part of the change has not run.", sql_.missing(made, sql_.found_relation()));
    }
    if (!gone.empty()) {
      add_missing("tables-gone", "Tables that the change takes away, and that are still there",
                  "Part of the change has not run.", sql_.present(gone, sql_.found_relation()));
    }
  }

  void add_columns(const Table& table) {
    const Table* before = rollout_.before.find_table(table.key);
    const bool is_new_table = !table.assumed && rollout_.makes(table.origin);
    std::vector<std::string> made;
    std::vector<std::string> required;
    for (const Column& column : table.columns) {
      const bool is_new = rollout_.makes(column.origin);
      if (is_new && !is_new_table) made.push_back(column.name);
      const Column* old = before == nullptr ? nullptr : before->find_column(column.name);
      const bool was_required = old != nullptr && old->not_null;
      if (column.not_null && column.not_null_known && !was_required && !is_new_table) {
        required.push_back(column.name);
      }
    }
    const std::string shown = display(table.key);
    if (!made.empty()) {
      add_missing(fmt::format("columns:{}", table.key),
                  fmt::format("Columns that `{}` should have, and has not", shown),
                  "Part of the change has not run.",
                  sql_.missing(made, sql_.found_column(table.key, false)));
    }
    std::vector<std::string> gone;
    for (const Column& column : before == nullptr ? std::vector<Column>() : before->columns) {
      if (table.find_column(column.name) == nullptr) gone.push_back(column.name);
    }
    if (!gone.empty()) {
      add_missing(
          fmt::format("columns-gone:{}", table.key),
          fmt::format("Columns of `{}` that the change takes away, and that are still there",
                      shown),
          "Part of the change has not run.",
          sql_.present(gone, sql_.found_column(table.key, false)));
    }
    if (required.empty()) return;
    add_missing(fmt::format("not-null:{}", table.key),
                fmt::format("Columns of `{}` that should be NOT NULL, and are not", shown),
                "A NULL may come in again.",
                sql_.missing(required, sql_.found_column(table.key, true)));
    // A column that is born NOT NULL has never had one.
    for (const std::string& column : required) {
      const Column* now = table.find_column(column);
      if (!rollout_.makes(now->origin) || was_demanded(table, column)) add_required(table, column);
    }
  }

  [[nodiscard]] bool was_demanded(const Table& table, const std::string& column) const {
    return std::ranges::any_of(rollout_.demands, [&](const Demand& demand) {
      return demand.kind == Demand::Kind::no_nulls && demand.table == table.key &&
             std::ranges::find(demand.columns, column) != demand.columns.end();
    });
  }

  void add_required(const Table& table, const std::string& column) {
    const std::string shown = fmt::format("{}.{}", display(table.key), identifier(column));
    add({.id = fmt::format("nulls:{}.{}", table.key, column),
         .metric = "nulls",
         .title = fmt::format("NULL left in `{}`", shown),
         .why = "The change makes the column NOT NULL.",
         .sql = sql_.count(table.key, fmt::format("{} IS NULL", sql_.name(column)))});
    add({.id = fmt::format("refused:{}.{}", table.key, column),
         .metric = "refused",
         .title = fmt::format("A NULL in `{}` is refused", shown),
         .why = "Shown, not run by miglint: try it in a transaction that is rolled back. A trigger "
                "that fills the column may let it pass.",
         .sql = fmt::format("INSERT INTO {} ({}) VALUES (NULL)", sql_.table(table.key),
                            sql_.name(column)),
         .expect = Expect::refused,
         .sqlstate = sql_.is_postgres() ? "23502" : "23000"});
  }

  void add_constraints(const Table& table) {
    const Table* before = rollout_.before.find_table(table.key);
    std::vector<std::string> valid;
    std::vector<std::string> waiting;
    for (const TableConstraint& constraint : table.constraints) {
      // Before PostgreSQL 18 these are no objects, and since then `not-null` sees to them.
      if (constraint.kind == ConstraintKind::not_null || !constraint.enforced) continue;
      const TableConstraint* old =
          before == nullptr ? nullptr : before->find_constraint(constraint.name);
      const bool same = old != nullptr && old->validated == constraint.validated &&
                        !rollout_.makes(constraint.origin);
      if (same) continue;
      (constraint.validated ? valid : waiting).push_back(constraint.name);
    }
    const std::string shown = display(table.key);
    if (!valid.empty()) {
      add_missing(fmt::format("constraints:{}", table.key),
                  fmt::format("Constraints of `{}` that are missing{}", shown,
                              sql_.is_postgres() ? " or not validated" : ""),
                  "What they promise does not hold for every row.",
                  sql_.missing(valid, sql_.found_constraint(table.key, true)));
    }
    if (!waiting.empty()) {
      add_missing(fmt::format("constraints-not-valid:{}", table.key),
                  fmt::format("Constraints of `{}` that are missing (NOT VALID is as far as this "
                              "change takes them)",
                              shown),
                  "New rows are not checked.",
                  sql_.missing(waiting, sql_.found_constraint(table.key, false)));
    }
  }

  /// As `found_index` looks for it.
  [[nodiscard]] std::string index_name(const Index& index) const {
    return sql_.is_postgres() ? sql_.lookup_name(index.key) : index.name;
  }

  void add_indexes(const Table& table) {
    std::vector<std::string> made;
    for (const RelationKey key : table.indexes) {
      const Index* index = rollout_.after.find_index(key);
      if (index == nullptr || !index->constraint.empty() || !rollout_.makes(index->origin)) {
        continue;
      }
      if (index->valid) made.push_back(index_name(*index));
    }
    if (!made.empty()) {
      add_missing(fmt::format("indexes:{}", table.key),
                  fmt::format("Indexes of `{}` that are missing{}", display(table.key),
                              sql_.is_postgres() ? " or not valid" : ""),
                  sql_.is_postgres()
                      ? "A concurrent build that failed leaves an index that costs and does not "
                        "serve."
                      : "Part of the change has not run.",
                  sql_.missing(made, sql_.found_index(table.key)));
    }
    std::vector<std::string> gone;
    const Table* before = rollout_.before.find_table(table.key);
    for (const RelationKey key : before == nullptr ? std::vector<RelationKey>() : before->indexes) {
      const Index* index = rollout_.before.find_index(key);
      if (index != nullptr && rollout_.after.find_index(key) == nullptr) {
        gone.push_back(index_name(*index));
      }
    }
    if (gone.empty()) return;
    add_missing(fmt::format("indexes-gone:{}", table.key),
                fmt::format("Indexes of `{}` that the change takes away, and that are still there",
                            display(table.key)),
                "Part of the change has not run.",
                // One that is not valid is there all the same.
                sql_.present(gone, sql_.is_postgres() ? sql_.found_relation()
                                                      : sql_.found_index(table.key)));
  }

  void add_row_security(const Table& table) {
    const Table* before = rollout_.before.find_table(table.key);
    const bool was_on = before != nullptr && before->row_security;
    const bool was_forced = before != nullptr && before->force_row_security;
    if (table.row_security && (!was_on || table.force_row_security != was_forced)) {
      add_missing(fmt::format("row-security:{}", table.key),
                  fmt::format("Row security of `{}` that is not on{}", display(table.key),
                              table.force_row_security ? " and forced" : ""),
                  table.force_row_security
                      ? "Without it every role, and without FORCE the owner, sees all "
                        "rows of all tenants."
                      : "Without it every role sees all rows.",
                  fmt::format("SELECT count(*) AS answer\n"
                              "  FROM (VALUES ({})) AS w (name)\n"
                              " WHERE NOT EXISTS (SELECT 1 FROM pg_class AS c WHERE c.oid = "
                              "to_regclass(w.name) AND c.relrowsecurity{})",
                              sql_.literal(sql_.table(table.key)),
                              table.force_row_security ? " AND c.relforcerowsecurity" : ""));
    }
    std::vector<std::string> made;
    for (const Policy& policy : table.policies) {
      if (rollout_.makes(policy.origin)) made.push_back(policy.name);
    }
    if (made.empty()) return;
    add_missing(fmt::format("policies:{}", table.key),
                fmt::format("Policies that `{}` should have, and has not", display(table.key)),
                "Without its policy a table with row security is empty for everybody.",
                sql_.missing(made, fmt::format("pg_policy AS p WHERE p.polrelid = {} AND "
                                               "p.polname = w.name",
                                               sql_.regclass(table.key))));
  }

  void add_triggers(const Table& table) {
    std::vector<std::string> made;
    for (const Trigger& trigger : table.triggers) {
      if (rollout_.makes(trigger.origin) && trigger.enabled) made.push_back(trigger.name);
    }
    if (made.empty()) return;
    add_missing(fmt::format("triggers:{}", table.key),
                fmt::format("Triggers of `{}` that are missing{}", display(table.key),
                            sql_.is_postgres() ? " or disabled" : ""),
                "What they keep in step drifts apart from now on.",
                sql_.missing(made, sql_.found_trigger(table.key)));
  }

  void add_enums() {
    for (const UserType* type : rollout_.after.types()) {
      std::vector<std::string> made;
      for (const auto& value : type->values) {
        if (rollout_.makes(value.origin)) made.push_back(value.value);
      }
      if (type->kind != UserType::Kind::enum_ || made.empty()) continue;
      const std::string name = identifier(ObjectName{type->schema, type->name});
      add_missing(fmt::format("enum:{}.{}", type->schema, type->name),
                  fmt::format("Values that the enum `{}` should have, and has not", name),
                  "Code that writes them fails (22P02).",
                  sql_.missing(made, fmt::format("pg_enum AS e WHERE e.enumtypid = "
                                                 "to_regtype({}) AND e.enumlabel = w.name",
                                                 sql_.literal(name))));
    }
  }

  /// What the change asked of the rows that were there must hold now.
  void add_rows() {
    for (const Demand& demand : rollout_.demands) {
      const Table* table = rollout_.after.find_table(demand.table);
      const bool there = table != nullptr && has(*table, demand.columns);
      if (!there || !demand.enforced) continue;
      if (demand.kind == Demand::Kind::apart) {
        add({.id = overlaps_id(demand),
             .metric = "overlaps",
             .title = overlaps_title(demand, display(demand.table)),
             .why = "The exclusion constraint promises that there are none.",
             .sql = sql_.not_apart(demand.table, demand.expressions, demand.operators,
                                   demand.condition)});
      }
      if (demand.kind == Demand::Kind::referenced) {
        const Table* referenced = rollout_.after.find_table(demand.referenced_table);
        if (referenced == nullptr || !has(*referenced, demand.referenced_columns)) continue;
        add({.id = fmt::format("orphans:{}.{}", demand.table, fmt::join(demand.columns, ",")),
             .metric = "orphans",
             .title =
                 fmt::format("Rows of `{}` whose ({}) is not in `{}`", display(demand.table),
                             fmt::join(demand.columns, ", "), display(demand.referenced_table)),
             .why = "The foreign key promises that there are none.",
             .sql = sql_.orphans(demand.table, demand.columns, demand.referenced_table,
                                 demand.referenced_columns)});
      }
    }
    for (const Backfill& backfill : rollout_.backfills) {
      if (!backfill.is_new_column && !backfill.fills_nulls) continue;
      const Table* table = rollout_.after.find_table(backfill.table);
      const Column* column = table == nullptr ? nullptr : table->find_column(backfill.column);
      if (column == nullptr || (column->not_null && column->not_null_known)) continue;
      add({.id = fmt::format("nulls:{}.{}", backfill.table, backfill.column),
           .metric = "nulls",
           .title = fmt::format("NULL left in `{}.{}`", display(backfill.table),
                                identifier(backfill.column)),
           .why = fmt::format("{} fills the column, and nothing makes it NOT NULL.",
                              capital(place(backfill.span, sources_))),
           .sql = sql_.count(backfill.table, fmt::format("{} IS NULL", sql_.name(backfill.column))),
           .expect = Expect::nothing});
    }
  }

  static bool has(const Table& table, const std::vector<std::string>& columns) {
    return table.columns_incomplete || std::ranges::all_of(columns, [&](const std::string& column) {
             return table.find_column(column) != nullptr;
           });
  }

  [[nodiscard]] std::string display(RelationKey relation) const {
    return identifier(relation, rollout_.after);
  }

  const Rollout& rollout_;
  const SourceSet& sources_;
  CheckSql sql_;
  std::vector<Check> checks_;
};

}  // namespace

std::vector<Check> checks_after(const Rollout& rollout, const SourceSet& sources) {
  const NamesWrittenFor names(rollout.dialect);
  return After(rollout, sources).make();
}

}  // namespace miglint
