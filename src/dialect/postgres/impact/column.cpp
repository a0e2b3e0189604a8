// Columns: ADD, DROP, and all ALTER COLUMN forms but TYPE.
#include <algorithm>

#include "dialect/postgres/impact/builder.h"
#include "dialect/postgres/volatility.h"

namespace miglint::postgres {
namespace {

bool is_constrained_domain(const TypeName& type, const Schema& schema) {
  ObjectName name = type.name;
  for (int depth = 0; depth < 32; ++depth) {
    const UserType* user = schema.find_type(name);
    if (user == nullptr || user->kind != UserType::Kind::domain) return false;
    if (user->constrained) return true;
    if (!user->base) return false;
    name = {user->base->schema, user->base->name};
  }
  return false;
}

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

}  // namespace

void impact_of(const op::AddColumn& add, Impact& impact) {
  const auto family = impact.family(add.table.name, add.table.only);
  const Table* table = impact.schema().find_table(add.table.name);
  const bool exists = table != nullptr && table->find_column(add.column.name) != nullptr;
  const RewriteReason reason = add_column_rewrite(add.column, impact.schema());
  const bool has_missing_value =
      add.column.default_value != nullptr && !add.column.default_value->is_null;
  const bool checked_not_null = add.column.not_null && !has_missing_value && !reason.rewrite &&
                                add.column.generated == Generated::no;
  for (const RelationKey member : family) {
    Effect& effect = impact.lock(member, LockMode::access_exclusive);
    // ADD COLUMN IF NOT EXISTS on a column that exists takes the lock and does nothing more.
    if ((add.if_not_exists && exists) || !impact.has_storage(member)) continue;
    effect.rewrite = reason.rewrite;
    effect.scan = reason.rewrite || checked_not_null;
    effect.cause = reason.rewrite     ? reason.cause
                   : checked_not_null ? std::string_view("NOT NULL without a default is checked")
                                      : std::string_view();
    effect.assumption = reason.assumption;
    if (effect.scan) effect.duration = Duration::table_size;
  }
  if (add.if_not_exists && exists) return;
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
    const Table* table = impact.schema().find_table(member);
    if (table == nullptr) continue;
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
    effect.scan = true;
    effect.duration = Duration::table_size;
    effect.cause = "every row is checked for NULL";
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
      effect.rewrite = effect.scan = true;
      effect.duration = Duration::table_size;
      effect.cause = "the generated value is computed and stored in each row";
    }
  }
}

void impact_of(const op::AlterIdentity& alter, Impact& impact) {
  impact.lock(alter.table.name, LockMode::access_exclusive);
}

}  // namespace miglint::postgres
