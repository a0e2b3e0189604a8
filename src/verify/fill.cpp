#include "verify/fill.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "verify/insert_rows.h"

namespace miglint {
namespace {

constexpr int kAttempts = 3;
/// Of the candidates of later attempts many were left out before.
constexpr std::int64_t kMoreCandidates = 4;

bool has_columns(const TableShape& shape, const std::vector<std::string>& names) {
  return std::ranges::all_of(names,
                             [&](const std::string& name) { return shape.find(name) != nullptr; });
}

}  // namespace

void Fill::table(std::string_view name) {
  ++depth_;
  visit(name);
  if (--depth_ > 0) return;
  // Tables that refer to each other in a circle: one begins with NULLs, the others then follow.
  for (const std::string& empty : empty_tables()) {
    if (!again_.emplace(empty).second) continue;
    seen_.erase(empty);
    std::erase_if(filled_, [&](const FilledTable& each) { return each.table == empty; });
    table(empty);
  }
}

std::vector<std::string> Fill::empty_tables() const {
  std::vector<std::string> names;
  for (const FilledTable& table : filled_) {
    if (table.rows == 0) names.push_back(table.table);
  }
  return names;
}

void Fill::visit(std::string_view name) {
  if (!seen_.emplace(name).second) return;
  auto shape = read_table(watcher_, name);
  if (!shape || (shape->kind != 'r' && shape->kind != 'p')) return;
  if (shape->kind == 'p') {
    const auto parts = static_cast<std::int64_t>(shape->partitions.size());
    for (const std::string& partition : shape->partitions) {
      auto part = read_table(watcher_, partition);
      if (part && seen_.emplace(partition).second) {
        fill(*part, std::max<std::int64_t>(options_.rows / parts, 1));
      }
    }
    return;
  }
  fill(*shape, options_.rows);
}

/// What the change is going to demand, the rows satisfy already.
void Fill::apply_assumptions(TableShape& shape) {
  for (const Assumption& assumed : assumptions_) {
    if (assumed.table != shape.name || !has_columns(shape, assumed.columns)) continue;
    switch (assumed.kind) {
      case Assumption::Kind::unique:
        shape.unique_keys.push_back(assumed.columns);
        break;
      case Assumption::Kind::condition:
        shape.checks.push_back({assumed.columns, assumed.condition});
        break;
      case Assumption::Kind::referenced:
        if (const auto target = read_table(watcher_, assumed.referenced_table)) {
          auto referenced = assumed.referenced_columns;
          if (referenced.empty() && !target->unique_keys.empty()) {
            referenced = target->unique_keys.front();
          }
          if (has_columns(*target, referenced)) {
            shape.foreign_keys.push_back({assumed.columns, assumed.referenced_table, referenced});
          }
        }
        break;
      case Assumption::Kind::some_nulls:
        for (ColumnShape& column : shape.columns) {
          if (column.name == assumed.columns.front()) column.sometimes_null = !column.not_null;
        }
        break;
      case Assumption::Kind::no_nulls:
      case Assumption::Kind::no_overlap:
        break;  // No row is made with a NULL, no two times overlap.
    }
  }
}

void Fill::fill(TableShape& shape, std::int64_t wanted) {
  apply_assumptions(shape);
  fill_referenced(shape);
  FilledTable result{.table = shape.name};
  const auto count = [&] {
    const auto rows = session_.run("SELECT pg_catalog.count(*) FROM " + shape.quoted);
    return rows && !rows->empty() ? std::stoll(rows->front()[0].value_or("0")) : 0LL;
  };
  result.rows = count();
  if (result.rows < wanted) {
    const std::int64_t made = insert(shape, wanted, result.remark);
    // Conditions of the change itself may name what is not there yet.
    if (auto bare = read_table(watcher_, shape.name); made == 0 && bare) {
      fill_referenced(*bare);
      insert(*bare, wanted, result.remark);
    }
    result.rows = count();
  }
  // Many valid rows may not exist at all: a key of few values, a reference to few rows.
  if (result.rows > 0) result.remark.clear();
  session_.try_to_run("ANALYZE " + shape.quoted);
  filled_.push_back(std::move(result));
}

void Fill::fill_referenced(TableShape& shape) {
  for (ForeignKeyShape& key : shape.foreign_keys) {
    if (key.table == shape.name) continue;
    table(key.table);
    key.is_empty = is_empty(key.table);
  }
}

bool Fill::is_empty(std::string_view name) {
  const auto target = read_table(watcher_, name);
  if (!target) return false;
  const auto rows = session_.run(fmt::format("SELECT FROM {} LIMIT 1", target->quoted));
  return rows && rows->empty();
}

std::int64_t Fill::insert(const TableShape& shape, std::int64_t wanted, std::string& remark) {
  std::int64_t made = 0;
  std::int64_t next = 1;
  bool without_triggers = false;
  for (int attempt = 0; attempt < kAttempts && made < wanted; ++attempt) {
    const std::int64_t missing = wanted - made;
    const std::int64_t candidates = attempt == 0 ? missing : missing * kMoreCandidates;
    const auto sql = insert_rows(shape, {next, candidates, missing}, options_.seed);
    if (!sql) {
      remark = sql.error();
      break;
    }
    next += candidates;
    auto done = session_.run(*sql);
    if (!done && !without_triggers) {
      // A trigger may ask for more than a row can tell.
      without_triggers = true;
      remark = done.error().message;
      if (session_.run("ALTER TABLE " + shape.quoted + " DISABLE TRIGGER USER")) {
        done = session_.run(*sql);
      }
    }
    if (!done) {
      remark = done.error().message;
      break;
    }
    made += session_.affected_rows();
  }
  if (without_triggers) {
    session_.try_to_run("ALTER TABLE " + shape.quoted + " ENABLE TRIGGER USER");
  }
  return made;
}

}  // namespace miglint
