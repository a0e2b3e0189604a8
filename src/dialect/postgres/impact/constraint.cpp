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
    return column == nullptr || (!column->not_null && !proves_not_null(*table, key.column));
  });
}

/// The partition has a validated foreign key of the same columns, which the parent's takes over.
bool has_same_foreign_key(const Table& partition, const Constraint& constraint,
                          const Schema& schema) {
  const RelationKey referenced = schema.key(constraint.referenced_table);
  return std::ranges::any_of(partition.constraints, [&](const TableConstraint& own) {
    return own.kind == ConstraintKind::foreign_key && own.validated &&
           own.referenced_table == referenced &&
           std::ranges::equal(own.columns, constraint.columns);
  });
}

/// A NOT NULL that a CHECK proves, or a CHECK that a partition or child has under the same name.
bool already_holds(const Table& table, const Constraint& constraint) {
  if (constraint.kind == ConstraintKind::not_null) {
    return std::ranges::all_of(constraint.columns, [&](std::string_view column) {
      const Column* known = table.find_column(column);
      return (known != nullptr && known->not_null) || proves_not_null(table, column);
    });
  }
  const TableConstraint* own = table.find_constraint(constraint.name);
  return own != nullptr && own->validated && constraint.condition != nullptr &&
         std::ranges::equal(own->conjuncts, constraint.condition->conjuncts);
}

void add_foreign_key(const ObjectName& table, bool only, const Constraint& constraint, bool fresh,
                     Impact& impact) {
  const bool scans = !constraint.not_valid && !constraint.not_enforced && !fresh;
  bool takes_over = false;
  for (const RelationKey member : impact.family(table, only)) {
    const Table* known = impact.schema().find_table(member);
    Effect& effect = impact.lock(member, LockMode::share_row_exclusive);
    if (known != nullptr && !known->partition_of.empty() &&
        has_same_foreign_key(*known, constraint, impact.schema())) {
      takes_over = true;
      continue;
    }
    if (!scans || !impact.has_storage(member)) continue;
    Impact::scan(effect, "every row is looked up in the referenced table");
  }
  // Where a partition's own key is taken over, its triggers on the referenced table are dropped.
  for (const RelationKey member : impact.family(constraint.referenced_table, false)) {
    impact.lock(member, takes_over ? LockMode::access_exclusive : LockMode::share_row_exclusive);
  }
}

/// The partition has a constraint of the same kind and columns, whose index the parent's takes
/// over.
bool has_same_index_constraint(const Table& partition, const Constraint& constraint) {
  return std::ranges::any_of(partition.constraints, [&](const TableConstraint& own) {
    return own.kind == constraint.kind && std::ranges::equal(own.columns, constraint.columns);
  });
}

/// An inheritance child gets no index: only the primary key's NOT NULL comes down to it.
void add_primary_key_to_child(RelationKey child, const Constraint& constraint, Impact& impact) {
  if (constraint.kind != ConstraintKind::primary_key) return;
  const Table* table = impact.schema().find_table(child);
  const bool nullable =
      table != nullptr && std::ranges::any_of(constraint.columns, [&](std::string_view column) {
        const Column* known = table->find_column(column);
        return known != nullptr && !known->not_null;
      });
  Effect& effect = impact.lock(child, LockMode::access_exclusive);
  if (nullable) Impact::scan(effect, "every row is checked for NULL");
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
      Impact::scan(effect,
                   "PRIMARY KEY makes its columns NOT NULL, and every row is checked for NULL");
      if (known == nullptr || index == nullptr) {
        effect.assumption = "the index's columns are not known to be NOT NULL: assumes a scan";
      }
    }
    impact.lock_index(index == nullptr ? impact.schema().key(name) : index->key,
                      LockMode::access_exclusive);
    return;
  }
  const RelationKey self = impact.schema().key(table);
  for (const RelationKey member : impact.family(table, only)) {
    const Table* heir = impact.schema().find_table(member);
    const bool is_partition = heir != nullptr && !heir->partition_of.empty();
    if (member != self && !is_partition) {
      add_primary_key_to_child(member, constraint, impact);
      continue;
    }
    const bool sets_not_null =
        constraint.kind == ConstraintKind::primary_key && heir != nullptr &&
        std::ranges::any_of(constraint.columns, [&](std::string_view column) {
          const Column* known_column = heir->find_column(column);
          return known_column == nullptr || !known_column->not_null;
        });
    const bool weak = member != self && impact.major() < 18 && !sets_not_null;
    Effect& effect = impact.lock(member, weak ? LockMode::share : LockMode::access_exclusive);
    if (!impact.has_storage(member)) continue;
    if (is_partition && has_same_index_constraint(*heir, constraint)) continue;
    Impact::build_index(effect, "the index behind the constraint is built");
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
    const Table* known = impact.schema().find_table(member);
    if (known != nullptr && already_holds(*known, constraint)) continue;
    Impact::scan(effect, constraint.kind == ConstraintKind::not_null
                             ? "every row is checked for NULL"
                             : "every row is checked");
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

void lock_tables_referencing(RelationKey table, std::span<const std::string> columns,
                             Impact& impact) {
  for (const RelationKey other : impact.schema().referencing_tables(table)) {
    const Table* referencing = impact.schema().find_table(other);
    if (referencing == nullptr || other == table) continue;
    const bool needs =
        std::ranges::any_of(referencing->constraints, [&](const TableConstraint& constraint) {
          return constraint.kind == ConstraintKind::foreign_key &&
                 constraint.referenced_table == table &&
                 (constraint.referenced_columns.empty() ||
                  std::ranges::is_permutation(constraint.referenced_columns, columns));
        });
    if (needs) impact.lock(other, LockMode::access_exclusive);
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
    Impact::scan(effect, "every row is checked");
  }
  if (constraint != nullptr && constraint->kind == ConstraintKind::foreign_key && !nothing_to_do) {
    for (const RelationKey referenced : impact.family(constraint->referenced_table, false)) {
      impact.lock(referenced, referenced == constraint->referenced_table ? LockMode::row_share
                                                                         : LockMode::access_share);
    }
  }
}

void impact_of(const op::AlterConstraint& alter, Impact& impact) {
  using Change = op::AlterConstraint::Change;
  const Table* table = impact.schema().find_table(alter.table.name);
  const TableConstraint* constraint =
      table == nullptr ? nullptr : table->find_constraint(alter.constraint);
  for (const RelationKey member : impact.family(alter.table.name, alter.table.only)) {
    Effect& effect = impact.lock(member, LockMode::access_exclusive);
    const Table* heir = impact.schema().find_table(member);
    if (alter.change != Change::inherit || heir == nullptr || heir == table) continue;
    // The constraint comes down to the children, whose rows have not been checked for it.
    Impact::scan(effect, "every row is checked");
  }
  if (constraint == nullptr || constraint->kind != ConstraintKind::foreign_key) return;
  if (alter.change == Change::not_enforced) {
    impact.lock(constraint->referenced_table, LockMode::access_exclusive);
  } else if (alter.change == Change::enforced) {
    impact.lock(constraint->referenced_table, LockMode::share_row_exclusive);
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
      for (const RelationKey referenced : impact.family(constraint->referenced_table, false)) {
        impact.lock(referenced, LockMode::access_exclusive);
      }
    }
    if (drop.cascade && !constraint->index.empty()) {
      lock_tables_referencing(member, constraint->columns, impact);
    }
    if (!constraint->index.empty()) {
      impact.lock_index(impact.schema().key({table->schema, constraint->index}),
                        LockMode::access_exclusive);
    }
  }
}

}  // namespace miglint::postgres
