// Columns: ADD, DROP, and all ALTER COLUMN forms but TYPE.
#include <algorithm>

#include "dialect/postgres/impact/builder.h"
#include "dialect/postgres/impact/type_change.h"
#include "dialect/postgres/volatility.h"

namespace miglint::postgres {
namespace {

struct RewriteReason {
  bool rewrite = false;
  std::string_view cause;
  std::string_view assumption;
};

/// Why ADD COLUMN writes every row again; ATExecAddColumn in tablecmds.c.
RewriteReason add_column_rewrite(const ColumnDefinition& column, const Schema& schema) {
  if (column.type.serial) return {true, "each row gets its own value of the new sequence", ""};
  if (column.identity != Identity::no) {
    return {true, "each row gets its own value of the identity sequence", ""};
  }
  if (column.generated == Generated::stored) {
    return {true, "the generated value is computed and stored in each row", ""};
  }
  if (is_constrained_domain(column.type, schema)) {
    return {true, "the domain's constraints are checked by writing each row", ""};
  }
  if (column.default_value != nullptr && !column.default_value->is_null) {
    switch (worst_volatility(*column.default_value, schema)) {
      case Volatility::volatile_:
        return {true, "the default calls a volatile function once for each row", ""};
      case Volatility::unknown:
        return {true, "the default calls a function for each row",
                "the function's volatility is not known: assumes VOLATILE, a function's default"};
      case Volatility::stable:
      case Volatility::immutable:
        break;
    }
  }
  return {};
}

/// DROP COLUMN … CASCADE takes the views along that read the column.
void drop_views_of_column(const Table& table, std::string_view column, Impact& impact) {
  for (const RelationKey key : impact.schema().views_reading(table.key)) {
    const Table* view = impact.schema().find_table(key);
    if (view == nullptr ||
        std::ranges::find(view->reads_columns, column) != view->reads_columns.end()) {
      impact.lock(key, LockMode::access_exclusive);
    }
  }
}

}  // namespace

bool proves_not_null(const Table& table, std::string_view column) {
  return std::ranges::any_of(table.constraints, [&](const TableConstraint& constraint) {
    if (!constraint.validated || !constraint.enforced) return false;
    const auto& columns = constraint.kind == ConstraintKind::check ? constraint.proves_not_null
                          : constraint.kind == ConstraintKind::not_null
                              ? constraint.columns
                              : std::vector<std::string>{};
    return std::ranges::find(columns, column) != columns.end();
  });
}

void impact_of(const op::AddColumn& add, Impact& impact) {
  const auto family = impact.family(add.table.name, add.table.only);
  const Table* table = impact.schema().find_table(add.table.name);
  const bool exists = table != nullptr && table->find_column(add.column.name) != nullptr;
  // In a block it fails into an exception handler, and its lock goes with the sub-transaction.
  if (exists && !add.if_not_exists && impact.in_block()) return;
  const RewriteReason reason = add_column_rewrite(add.column, impact.schema());
  const bool has_missing_value =
      add.column.default_value != nullptr && !add.column.default_value->is_null;
  const bool checked_not_null = add.column.not_null && !has_missing_value && !reason.rewrite &&
                                add.column.generated != Generated::stored;
  for (const RelationKey member : family) {
    Effect& effect = impact.lock(member, LockMode::access_exclusive);
    // ADD COLUMN IF NOT EXISTS on a column that exists takes the lock and does nothing more.
    if ((add.if_not_exists && exists) || !impact.has_storage(member)) continue;
    effect.assumption = reason.assumption;
    if (reason.rewrite) {
      impact.rewrite(effect, reason.cause);
    } else if (checked_not_null) {
      Impact::scan(effect, "NOT NULL without a default is checked");
    }
  }
  if (add.if_not_exists && exists) return;
  if (reason.rewrite && add.column.default_value != nullptr) {
    lock_called_sequences(add.column.default_value->functions, impact);
  }
  for (const Constraint& constraint : add.column.constraints) {
    // The new column is NULL everywhere: a foreign key cannot be violated. Only a DEFAULT clause
    // makes the server look, even DEFAULT NULL. A CHECK is always looked at.
    const bool fresh =
        constraint.kind == ConstraintKind::foreign_key && add.column.default_value == nullptr;
    if (constraint.kind == ConstraintKind::not_null) continue;
    add_constraint_effects(add.table.name, add.table.only, constraint, fresh, impact);
  }
}

void impact_of(const op::DropColumn& drop, Impact& impact) {
  const std::string_view columns[] = {drop.column};
  for (const RelationKey member : impact.family(drop.table.name, drop.table.only)) {
    impact.lock(member, LockMode::access_exclusive);
    lock_foreign_key_partners(member, columns, LockMode::access_exclusive, impact);
    for (const RelationKey sequence : owned_sequences(member, drop.column, impact.schema())) {
      impact.lock(sequence, LockMode::access_exclusive);
    }
    const Table* table = impact.schema().find_table(member);
    if (table == nullptr) continue;
    if (drop.cascade) drop_views_of_column(*table, drop.column, impact);
    for (const RelationKey key : table->indexes) {
      const Index* index = impact.schema().find_index(key);
      if (index == nullptr) continue;
      const bool uses = std::ranges::any_of(index->keys,
                                            [&](const Index::Key& part) {
                                              return part.column == drop.column ||
                                                     std::ranges::find(part.reads, drop.column) !=
                                                         part.reads.end();
                                            }) ||
                        std::ranges::find(index->include, drop.column) != index->include.end() ||
                        std::ranges::find(index->predicate_columns, drop.column) !=
                            index->predicate_columns.end();
      if (uses) impact.lock_index(key, LockMode::access_exclusive);
    }
  }
}

void impact_of(const op::SetDefault& set, Impact& impact) {
  for (const RelationKey member : impact.family(set.table.name, set.table.only)) {
    impact.lock(member, LockMode::access_exclusive);
  }
}

void impact_of(const op::DropDefault& drop, Impact& impact) {
  for (const RelationKey member : impact.family(drop.table.name, drop.table.only)) {
    impact.lock(member, LockMode::access_exclusive);
  }
}

void impact_of(const op::SetNotNull& set, Impact& impact) {
  for (const RelationKey member : impact.family(set.table.name, set.table.only)) {
    const Table* table = impact.schema().find_table(member);
    const Column* column = table == nullptr ? nullptr : table->find_column(set.column);
    Effect& effect = impact.lock(member, LockMode::access_exclusive);
    if (!impact.has_storage(member)) continue;
    if (column != nullptr && column->not_null) continue;
    // A CHECK that is dropped by the same ALTER TABLE is gone before the rows are looked at.
    const bool dropped_here =
        table != nullptr && std::ranges::any_of(impact.command(), [&](const Operation& other) {
          const auto* drop = std::get_if<op::DropConstraint>(&other.action);
          const TableConstraint* constraint =
              drop == nullptr ? nullptr : table->find_constraint(drop->constraint);
          return constraint != nullptr &&
                 std::ranges::find(constraint->proves_not_null, set.column) !=
                     constraint->proves_not_null.end();
        });
    if (table != nullptr && !dropped_here && proves_not_null(*table, set.column)) continue;
    Impact::scan(effect, "every row is checked for NULL");
    if (table == nullptr || table->assumed) {
      effect.assumption = "no validated CHECK seen that proves it: assumes a scan";
    }
  }
}

void impact_of(const op::DropNotNull& drop, Impact& impact) {
  for (const RelationKey member : impact.family(drop.table.name, drop.table.only)) {
    impact.lock(member, LockMode::access_exclusive);
  }
}

void impact_of(const op::AlterGeneration& alter, Impact& impact) {
  for (const RelationKey member : impact.family(alter.table.name, alter.table.only)) {
    const Table* table = impact.schema().find_table(member);
    const Column* column = table == nullptr ? nullptr : table->find_column(alter.column);
    Effect& effect = impact.lock(member, LockMode::access_exclusive);
    const bool stored = column == nullptr || column->generated != Generated::virtual_;
    if (alter.expression != nullptr && stored && impact.has_storage(member)) {
      impact.rewrite(effect, "the generated value is computed and stored in each row");
    }
  }
}

void impact_of(const op::AlterIdentity& alter, Impact& impact) {
  using Action = op::AlterIdentity::Action;
  const RelationKey table = impact.schema().key(alter.table.name);
  impact.lock(table, LockMode::access_exclusive);
  if (alter.action == Action::add) return;
  for (const RelationKey sequence : owned_sequences(table, alter.column, impact.schema())) {
    Effect& effect =
        impact.lock(sequence, alter.action == Action::drop ? LockMode::access_exclusive
                                                           : LockMode::share_row_exclusive);
    // A sequence is one row: a new file of it is no work.
    effect.rewrite = alter.changes_sequence;
  }
}

}  // namespace miglint::postgres
