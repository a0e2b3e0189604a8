// Constraints: ADD, VALIDATE, ALTER, DROP, and the locks that foreign keys spread.
#include <algorithm>
#include <utility>

#include "dialect/postgres/impact/builder.h"

namespace miglint::postgres {
namespace {

bool has_nullable_column(const Table* table, const Index* index) {
  if (table == nullptr || index == nullptr) return true;
  return std::ranges::any_of(index->keys, [&](const Index::Key& key) {
    const Column* column = table->find_column(key.column);
    return column == nullptr || !column->not_null;
  });
}

void add_foreign_key(const ObjectName& table, bool only, const Constraint& constraint, bool fresh,
                     Impact& impact) {
  const bool scans = !constraint.not_valid && !constraint.not_enforced && !fresh;
  for (const RelationKey member : impact.family(table, only)) {
    Effect& effect = impact.lock(member, LockMode::share_row_exclusive);
    if (!scans || !impact.has_storage(member)) continue;
    effect.scan = true;
    effect.duration = Duration::table_size;
    effect.cause = "every row is looked up in the referenced table";
  }
  for (const RelationKey member : impact.family(constraint.referenced_table, false)) {
    impact.lock(member, LockMode::share_row_exclusive);
  }
}

void add_index_constraint(const ObjectName& table, bool only, const Constraint& constraint,
                          Impact& impact) {
  const Table* known = impact.schema().find_table(table);
  if (!constraint.using_index.empty()) {
    Effect& effect = impact.lock(table, LockMode::access_exclusive);
    const ObjectName name{known == nullptr ? table.schema : std::string_view(known->schema),
                          constraint.using_index};
    const Index* index = impact.schema().find_index(name);
    if (constraint.kind == ConstraintKind::primary_key && has_nullable_column(known, index)) {
      effect.scan = true;
      effect.duration = Duration::table_size;
      effect.cause = "PRIMARY KEY makes its columns NOT NULL, and every row is checked for NULL";
      if (known == nullptr || index == nullptr) {
        effect.assumption = "the index's columns are not known to be NOT NULL: assumes a scan";
      }
    }
    impact.lock_index(index == nullptr ? impact.schema().key(name) : index->key,
                      LockMode::access_exclusive);
    return;
  }
  for (const RelationKey member : impact.family(table, only)) {
    Effect& effect = impact.lock(member, LockMode::access_exclusive);
    if (!impact.has_storage(member)) continue;
    effect.index_build = effect.scan = true;
    effect.duration = Duration::table_size;
    effect.cause = "the index behind the constraint is built";
  }
}

}  // namespace

void add_constraint_effects(const ObjectName& table, bool only, const Constraint& constraint,
                            bool fresh, Impact& impact) {
  switch (constraint.kind) {
    case ConstraintKind::foreign_key:
      add_foreign_key(table, only, constraint, fresh, impact);
      return;
    case ConstraintKind::primary_key:
    case ConstraintKind::unique:
    case ConstraintKind::exclude:
      add_index_constraint(table, only, constraint, impact);
      return;
    case ConstraintKind::check:
    case ConstraintKind::not_null:
      break;
  }
  const bool scans = !constraint.not_valid && !constraint.not_enforced && !fresh;
  for (const RelationKey member : impact.family(table, only || constraint.no_inherit)) {
    Effect& effect = impact.lock(member, LockMode::access_exclusive);
    if (!scans || !impact.has_storage(member)) continue;
    effect.scan = true;
    effect.duration = Duration::table_size;
    effect.cause = "every row is checked";
  }
}

void lock_foreign_key_partners(RelationKey table, std::span<const std::string_view> columns,
                               LockMode mode, Impact& impact) {
  const auto touches = [&](const std::vector<std::string>& of_key) {
    return columns.empty() || of_key.empty() ||
           std::ranges::any_of(of_key, [&](const std::string& column) {
             return std::ranges::find(columns, column) != columns.end();
           });
  };
  const Schema& schema = impact.schema();
  if (const Table* own = schema.find_table(table)) {
    for (const TableConstraint& constraint : own->constraints) {
      if (constraint.kind == ConstraintKind::foreign_key && touches(constraint.columns) &&
          constraint.referenced_table != table) {
        impact.lock(constraint.referenced_table, mode);
      }
    }
  }
  for (const RelationKey other : schema.referencing_tables(table)) {
    const Table* referencing = schema.find_table(other);
    if (referencing == nullptr || other == table) continue;
    const bool touched =
        std::ranges::any_of(referencing->constraints, [&](const TableConstraint& constraint) {
          return constraint.kind == ConstraintKind::foreign_key &&
                 constraint.referenced_table == table && touches(constraint.referenced_columns);
        });
    if (touched) impact.lock(other, mode);
  }
}

void impact_of(const op::AddConstraint& add, Impact& impact) {
  add_constraint_effects(add.table.name, add.table.only, add.constraint, false, impact);
}

void impact_of(const op::ValidateConstraint& validate, Impact& impact) {
  const Table* table = impact.schema().find_table(validate.table.name);
  const TableConstraint* constraint =
      table == nullptr ? nullptr : table->find_constraint(validate.constraint);
  const bool nothing_to_do = constraint != nullptr && constraint->validated;
  for (const RelationKey member : impact.family(validate.table.name, validate.table.only)) {
    Effect& effect = impact.lock(member, LockMode::share_update_exclusive);
    if (nothing_to_do || !impact.has_storage(member)) continue;
    effect.scan = true;
    effect.duration = Duration::table_size;
    effect.cause = "every row is checked";
  }
  if (constraint != nullptr && constraint->kind == ConstraintKind::foreign_key && !nothing_to_do) {
    impact.lock(constraint->referenced_table, LockMode::row_share);
  }
}

void impact_of(const op::AlterConstraint& alter, Impact& impact) {
  impact.lock(alter.table.name, LockMode::access_exclusive);
  const Table* table = impact.schema().find_table(alter.table.name);
  const TableConstraint* constraint =
      table == nullptr ? nullptr : table->find_constraint(alter.constraint);
  if (constraint != nullptr && constraint->kind == ConstraintKind::foreign_key &&
      alter.change == op::AlterConstraint::Change::not_enforced) {
    impact.lock(constraint->referenced_table, LockMode::access_exclusive);
  }
}

void impact_of(const op::DropConstraint& drop, Impact& impact) {
  for (const RelationKey member : impact.family(drop.table.name, drop.table.only)) {
    impact.lock(member, LockMode::access_exclusive);
    const Table* table = impact.schema().find_table(member);
    const TableConstraint* constraint =
        table == nullptr ? nullptr : table->find_constraint(drop.constraint);
    if (constraint == nullptr) continue;
    if (constraint->kind == ConstraintKind::foreign_key) {
      impact.lock(constraint->referenced_table, LockMode::access_exclusive);
    }
    if (!constraint->index.empty()) {
      impact.lock_index(impact.schema().key({table->schema, constraint->index}),
                        LockMode::access_exclusive);
    }
  }
}

}  // namespace miglint::postgres
