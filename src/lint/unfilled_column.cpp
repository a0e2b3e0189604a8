#include "lint/unfilled_column.h"

#include <algorithm>
#include <variant>

#include "dialect/postgres/volatility.h"

namespace miglint {
namespace {

const op::AddColumn* as_addition_of(const Operation& operation, RelationKey table,
                                    std::string_view column, const Schema& schema) {
  const auto* add = std::get_if<op::AddColumn>(&operation.action);
  const bool same =
      add != nullptr && add->column.name == column && schema.key(add->table.name) == table;
  return same ? add : nullptr;
}

/// Operations after which rows of the table may have a value in the column, seen or not: also a
/// routine that is called, and what cannot be read.
struct MayFill {
  RelationKey table;
  std::string_view column;
  const Schema& schema;

  [[nodiscard]] bool same(const ObjectName& name) const { return schema.key(name) == table; }

  bool operator()(const op::UpdateRows& update) const { return same(update.table); }
  bool operator()(const op::MergeRows& merge) const { return same(merge.table); }
  bool operator()(const op::InsertRows& insert) const {
    return insert.on_conflict && same(insert.table);
  }
  /// A table without rows has nothing to fill.
  bool operator()(const op::DeleteRows& del) const { return same(del.table); }
  bool operator()(const op::TruncateTable& truncate) const { return same(truncate.table); }
  bool operator()(const op::AlterColumnType& alter) const {
    return alter.using_expression != nullptr && alter.column == column && same(alter.table.name);
  }
  bool operator()(const op::CallRoutine&) const { return true; }
  bool operator()(const op::SelectRows& select) const {
    return std::ranges::any_of(select.functions, [&](const FunctionCall& call) {
      return postgres::builtin_volatility(call.function.name) == Volatility::unknown;
    });
  }
  bool operator()(const op::Opaque&) const { return true; }
  template <class Op>
  bool operator()(const Op&) const {
    return false;
  }
};

}  // namespace

bool gives_a_value(const ColumnDefinition& column) {
  return (column.default_value != nullptr && !column.default_value->is_null) ||
         column.type.serial || column.identity != Identity::no || column.generated != Generated::no;
}

const Operation* added_and_unfilled(const ObjectName& table, std::string_view column,
                                    const Operation& operation, const Moment& at) {
  const RelationKey key = at.before.key(table);
  const Table* known = at.before.find_table(key);
  const Column* there = known == nullptr ? nullptr : known->find_column(column);
  // One ALTER TABLE adds the columns first, whatever the order in which its parts are written.
  if (there == nullptr) {
    const auto found = std::ranges::find_if(at.command, [&](const Operation& other) {
      const auto* add = as_addition_of(other, key, column, at.before);
      return add != nullptr && !gives_a_value(add->column);
    });
    return found == at.command.end() ? nullptr : &*found;
  }
  if (there->origin.migration != at.migration_number || there->backfilled) return nullptr;

  const MayFill may_fill{key, column, at.before};
  const Operation* added = nullptr;
  for (const Statement& statement : at.script) {
    for (const Operation& other : statement.operations) {
      if (&other == &operation) return added;
      if (const auto* add = as_addition_of(other, key, column, at.before)) {
        // IF NOT EXISTS may find an old column with values where the table's past is not known.
        const bool is_surely_new = !add->if_not_exists || !known->columns_incomplete;
        added = is_surely_new && !gives_a_value(add->column) ? &other : nullptr;
      } else if (added != nullptr && std::visit(may_fill, other.action)) {
        added = nullptr;
      }
    }
  }
  return nullptr;
}

}  // namespace miglint
