// DROP COLUMN of a column that running code may still name.
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "lint/rule.h"
#include "lint/wording.h"
#include "timeline/later_operations.h"

namespace miglint::rules {
namespace {

bool has(const std::vector<std::string>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

bool uses(const Index& index, std::string_view column) {
  return has(index.include, column) || has(index.predicate_columns, column) ||
         std::ranges::any_of(index.keys, [&](const Index::Key& key) {
           return key.column == column || has(key.reads, column);
         });
}

/// Constraints and indexes that the server drops together with the column without a word.
std::string dropped_with(const Table& table, std::string_view column, const Schema& schema) {
  std::vector<std::string> names;
  for (const TableConstraint& constraint : table.constraints) {
    const bool of_column = has(constraint.columns, column) || has(constraint.reads, column);
    if (of_column && constraint.kind != ConstraintKind::not_null) {
      names.push_back(fmt::format("`{}`", identifier(constraint.name)));
    }
  }
  for (const RelationKey key : table.indexes) {
    const Index* index = schema.find_index(key);
    if (index == nullptr || !index->constraint.empty() || !uses(*index, column)) continue;
    names.push_back(fmt::format("`{}`", identifier(index->name)));
  }
  if (names.empty()) return {};
  return fmt::format(" With it {} {}.", names.size() == 1 ? "goes" : "go", fmt::join(names, ", "));
}

std::string safe_way(const op::DropColumn& drop, const Column* known, bool postgres) {
  const std::string table = identifier(drop.table.name);
  const std::string column = identifier(drop.column);
  std::string steps;
  if (known != nullptr && known->not_null && !known->has_default && postgres) {
    steps = fmt::format(
        "-- rows can then be inserted without it\n"
        "ALTER TABLE {} ALTER COLUMN {} DROP NOT NULL;\n",
        table, column);
  }
  return steps +
         fmt::format(
             "-- release code that does not name the column, wait until no older code runs, then\n"
             "-- miglint:ignore drop-column: nothing names it since release …\n"
             "ALTER TABLE {} DROP COLUMN {};\n",
             table, column);
}

enum class Successor : std::uint8_t {
  none,
  filled,  ///< Another column gets the name.
  empty,   ///< The column is added anew.
};

/// What the rest of the script puts in the column's place.
Successor successor(const op::DropColumn& drop, const Operation& operation, const Moment& at) {
  auto found = Successor::none;
  find_later_in_script(operation, at, [&](const Operation& later, const Statement&) {
    if (const auto* rename = std::get_if<op::RenameColumn>(&later.action)) {
      if (rename->relation == drop.table.name && rename->new_name == drop.column)
        found = Successor::filled;
    } else if (const auto* change = std::get_if<op::ChangeColumn>(&later.action)) {
      if (change->table.name == drop.table.name && change->definition.name == drop.column)
        found = Successor::filled;
    } else if (const auto* add = std::get_if<op::AddColumn>(&later.action)) {
      if (add->table.name == drop.table.name && add->column.name == drop.column)
        found = Successor::empty;
    }
    return found != Successor::none;
  });
  return found;
}

void check(const op::DropColumn& drop, const Operation& operation, const Moment& at,
           Findings& findings) {
  // A rollback drops what its migration has made; what is older, rollback-loses-data tells.
  if (at.undo != nullptr || at.is_new(drop.table.name)) return;
  const Table* table = at.before.find_table(drop.table.name);
  const Column* column = table == nullptr ? nullptr : table->find_column(drop.column);
  if (column != nullptr && column->origin.migration == at.migration_number) return;
  const bool absent = table != nullptr && !table->columns_incomplete && column == nullptr;
  if (absent && drop.if_exists) return;

  const Successor next = successor(drop, operation, at);
  if (next == Successor::filled) return;

  const std::string name = identifier(drop.table.name) + '.' + identifier(drop.column);
  Finding finding{
      .span = operation.span,
      .message = fmt::format("`{}` goes with all its values, and {}.", name,
                             next == Successor::empty
                                 ? "the one that is added in its place has none of them"
                                 : "code that still runs fails on every query that names it"),
      .safe_way = safe_way(drop, column, at.migration.dialect == Dialect::postgres),
  };
  if (table != nullptr) finding.message += dropped_with(*table, drop.column, at.before);
  if (at.migration.dialect != Dialect::postgres) return findings.add(std::move(finding));
  if (const Effect* effect = at.effect_on(operation, at.before.key(drop.table.name))) {
    finding.effect = lock_fact(*effect);
  }
  findings.add(std::move(finding));
}

}  // namespace

extern const RuleLogic drop_column;
const RuleLogic drop_column{.operations = {on<check>()}};

}  // namespace miglint::rules
