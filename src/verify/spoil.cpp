#include "verify/spoil.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "verify/table_shape.h"

namespace miglint {
namespace {

using Kind = Assumption::Kind;

std::string joined(const std::vector<std::string>& names, bool quoted) {
  std::string out;
  for (const std::string& name : names) {
    out += (out.empty() ? "" : ", ") + (quoted ? quote_identifier(name) : name);
  }
  return out;
}

/// Values that rows made by us do not have.
std::vector<std::string> odd_values(const ColumnShape& column) {
  if (!column.labels.empty() || column.array) return {};
  switch (column.category) {
    case 'N':
      return {"-1", "0", "2000000000"};
    case 'S':
      return {"'miglint'", "''"};
    case 'D':
      return {"'infinity'", "'-infinity'"};
    default:
      break;
  }
  if (column.base == "uuid") return {"'00000000-0000-0000-0000-000000000000'"};
  return {};
}

class Spoiler {
 public:
  Spoiler(Connection& session, const TableShape& table, const Assumption& assumption)
      : session_(session), table_(table), assumption_(assumption) {
    spoiled_.assumption = &assumption;
  }

  Spoiled spoil() {
    spoiled_.what = fmt::format("{} in {} ({})", spoil_word(assumption_.kind), table_.name,
                                joined(assumption_.columns, false));
    const bool there = std::ranges::all_of(
        assumption_.columns, [&](const std::string& name) { return table_.find(name) != nullptr; });
    if (!there) {
      spoiled_.remark = "the change makes the column itself";
    } else if (!run("ALTER TABLE " + table_.quoted + " DISABLE TRIGGER USER")) {
      spoiled_.remark = "its triggers could not be switched off";
    } else {
      change();
      run("ALTER TABLE " + table_.quoted + " ENABLE TRIGGER USER");
      // Why the last attempt failed does not matter when one did not.
      if (spoiled_.rows > 0) spoiled_.remark.clear();
      if (spoiled_.rows == 0 && spoiled_.remark.empty()) {
        spoiled_.remark = "no row could be made so";
      }
    }
    return spoiled_;
  }

 private:
  void change() {
    switch (assumption_.kind) {
      case Kind::no_nulls:
        update(quote_identifier(assumption_.columns.front()) + " = NULL",
               "LIMIT (SELECT 1 + count(*) / 100 FROM " + table_.quoted + ")");
        break;
      case Kind::unique:
        copy_first_row(assumption_.columns);
        break;
      case Kind::no_overlap:
        copy_first_row(columns_without_own_values());
        break;
      case Kind::referenced:
        set_odd_value(assumption_.columns.front(), {});
        break;
      case Kind::some_nulls:
        break;
      case Kind::condition:
        if (assumption_.condition.empty()) break;
        for (const std::string& column : assumption_.columns) {
          if (spoiled_.rows == 0) set_odd_value(column, assumption_.condition);
        }
        break;
    }
  }

  [[nodiscard]] std::vector<std::string> columns_without_own_values() const {
    std::vector<std::string> columns;
    for (const ColumnShape& column : table_.columns) {
      const bool own = std::ranges::any_of(table_.unique_keys, [&](const auto& key) {
        return std::ranges::find(key, column.name) != key.end();
      });
      if (!own && !column.left_out) columns.push_back(column.name);
    }
    return columns;
  }

  void copy_first_row(const std::vector<std::string>& columns) {
    if (columns.empty()) return;
    const std::string list = joined(columns, true);
    update(fmt::format("({0}) = (SELECT {0} FROM {1} ORDER BY ctid LIMIT 1)", list, table_.quoted),
           "ORDER BY ctid DESC LIMIT (SELECT least(1, count(*) - 1) FROM " + table_.quoted + ")");
  }

  /// With a condition: only a value that breaks it.
  void set_odd_value(const std::string& name, const std::string& condition) {
    const std::string column = quote_identifier(name);
    for (const std::string& value : odd_values(*table_.find(name))) {
      if (spoiled_.rows > 0) return;
      if (!run("BEGIN")) return;
      update(fmt::format("{} = {}", column, value), "LIMIT 1");
      bool broken = spoiled_.rows > 0;
      if (broken && !condition.empty()) {
        const auto rows = session_.run(
            fmt::format("SELECT 1 FROM {} WHERE NOT ({}) LIMIT 1", table_.quoted, condition));
        broken = rows && !rows->empty();
      }
      if (!broken) spoiled_.rows = 0;
      run(broken ? "COMMIT" : "ROLLBACK");
    }
  }

  void update(const std::string& assignment, const std::string& which) {
    if (run(fmt::format("UPDATE {0} SET {1} WHERE ctid IN (SELECT ctid FROM {0} {2})",
                        table_.quoted, assignment, which))) {
      spoiled_.rows = session_.affected_rows();
    }
  }

  bool run(const std::string& sql) {
    const auto done = session_.run(sql);
    if (!done) spoiled_.remark = done.error().message;
    return done.has_value();
  }

  Connection& session_;
  const TableShape& table_;
  const Assumption& assumption_;
  Spoiled spoiled_;
};

}  // namespace

std::string_view spoil_word(Assumption::Kind kind) {
  switch (kind) {
    case Kind::no_nulls:
      return "NULL";
    case Kind::unique:
      return "duplicates";
    case Kind::referenced:
      return "orphans";
    case Kind::condition:
      return "rows that break the CHECK";
    case Kind::no_overlap:
      return "overlapping rows";
    case Kind::some_nulls:
      break;
  }
  return {};
}

std::vector<Spoiled> spoil(Connection& watcher, Connection& session,
                           std::span<const Assumption> assumptions) {
  std::vector<Spoiled> all;
  for (const Assumption& assumption : assumptions) {
    if (assumption.kind == Kind::some_nulls) continue;
    const auto table = read_table(watcher, assumption.table);
    if (!table || table->kind != 'r') continue;
    all.push_back(Spoiler(session, *table, assumption).spoil());
  }
  return all;
}

}  // namespace miglint
