// Constraints: written on a table or a column, validated, altered, dropped.
#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "schema/drop.h"
#include "schema/indexes.h"
#include "schema/names.h"
#include "schema/replay.h"

namespace miglint {
namespace {

std::ptrdiff_t position_of(const Table& table, std::string_view constraint) {
  const auto found = std::ranges::find(table.constraints, constraint, &TableConstraint::name);
  return found == table.constraints.end() ? -1 : found - table.constraints.begin();
}

TableConstraint taken_from(const Constraint& written, const Origin& origin, bool in_new_table) {
  TableConstraint constraint;
  constraint.name = written.name;
  constraint.kind = written.kind;
  constraint.columns = strings(written.columns);
  if (const Expression* condition = written.condition) {
    constraint.reads = strings(condition->columns);
    if (written.kind == ConstraintKind::check) {
      constraint.proves_not_null = strings(condition->not_null_columns);
      constraint.conjuncts = strings(condition->conjuncts);
    }
  }
  constraint.enforced = !written.not_enforced;
  constraint.validated = constraint.enforced && (in_new_table || !written.not_valid);
  constraint.no_inherit = written.no_inherit;
  constraint.deferrable = written.deferrable;
  constraint.on_delete = written.on_delete;
  constraint.on_update = written.on_update;
  constraint.origin = origin;
  // Several may stand in one operation.
  if (!written.span.empty()) constraint.origin.span = written.span;
  return constraint;
}

/// The name that PostgreSQL 18 gives to a NOT NULL constraint which was written without one. Such
/// constraints are not kept: the column says all of it.
Column* column_of_unnamed_not_null(Table& table, std::string_view constraint) {
  const auto found = std::ranges::find_if(table.columns, [&](const Column& column) {
    return column.not_null && make_object_name(table.name, column.name, "not_null") == constraint;
  });
  return found == table.columns.end() ? nullptr : &*found;
}

bool belongs_to(const TableConstraint& heir, const TableConstraint& constraint) {
  if (heir.kind != constraint.kind) return false;
  if (constraint.kind != ConstraintKind::foreign_key) return heir.name == constraint.name;
  return heir.referenced_table == constraint.referenced_table && heir.columns == constraint.columns;
}

/// InnoDB numbers foreign keys without a name, from the highest number on that is in use.
std::string numbered_name(const Table& table) {
  std::string prefix = table.name + "_ibfk_";
  std::uint32_t highest = 0;
  for (const TableConstraint& constraint : table.constraints) {
    const std::string_view name = constraint.name;
    if (!name.starts_with(prefix)) continue;
    std::uint32_t number = 0;
    const char* const end = name.data() + name.size();
    const auto read = std::from_chars(name.data() + prefix.size(), end, number);
    if (read.ptr == end && read.ec == std::errc()) highest = std::max(highest, number);
  }
  return prefix + std::to_string(highest + 1);
}

/// InnoDB makes an index for a foreign key whose columns begin none.
void give_index_to_foreign_key(Catalog& catalog, Table& table, TableConstraint& reference) {
  if (reference.name.empty()) reference.name = numbered_name(table);
  const bool has_index = std::ranges::any_of(table.indexes, [&](RelationKey key) {
    const Index* index = catalog.find_index(key);
    if (index == nullptr || index->keys.size() < reference.columns.size()) return false;
    return std::ranges::equal(reference.columns,
                              std::span(index->keys).first(reference.columns.size()), same_folded,
                              {}, &Index::Key::column);
  });
  if (has_index || catalog.has_most_indexes(table)) return;
  Index index;
  index.name = reference.name;
  index.method = "btree";
  index.origin = reference.origin;
  for (const std::string& column : reference.columns)
    index.keys.emplace_back().column = column;
  catalog.put_index(table, std::move(index));
}

}  // namespace

void Replay::add_constraint(Table& table, const Constraint& written, ConstraintPlace place) {
  switch (written.kind) {
    case ConstraintKind::check:
      return add_check(table, written, place);
    case ConstraintKind::not_null:
      return add_not_null(table, written, place);
    case ConstraintKind::foreign_key:
      return add_foreign_key(table, written, place);
    case ConstraintKind::primary_key:
    case ConstraintKind::unique:
    case ConstraintKind::exclude:
      if (!written.using_index.empty()) return add_constraint_using_index(table, written);
      return add_index_constraint(table, written, place);
  }
}

void Replay::add_check(Table& table, const Constraint& written, ConstraintPlace place) {
  TableConstraint check = taken_from(written, origin_, place.in_new_table);
  if (check.name.empty()) {
    const bool of_one_column = check.reads.size() == 1;
    check.name = choose_constraint_name(catalog_, table.schema, table.name,
                                        of_one_column ? check.reads.front() : "", "check");
  }
  if (!check.no_inherit && !place.only) {
    for (const RelationKey member : family(catalog_, table)) {
      Table* heir = member == table.key ? nullptr : catalog_.own_table(member);
      if (heir != nullptr && heir->find_constraint(check.name) == nullptr) {
        catalog_.put_constraint(*heir, check);
      }
    }
  }
  catalog_.put_constraint(table, std::move(check));
}

void Replay::add_not_null(Table& table, const Constraint& written, ConstraintPlace place) {
  TableConstraint constraint = taken_from(written, origin_, place.in_new_table);
  // On a column of its own table and valid, the name is the only thing that is more than NOT NULL.
  const bool is_kept = !place.in_new_table || !constraint.name.empty();
  if (is_kept && constraint.name.empty()) {
    constraint.name = choose_constraint_name(
        catalog_, table.schema, table.name,
        constraint.columns.empty() ? "" : constraint.columns.front(), "not_null");
  }
  const bool table_alone = place.only || constraint.no_inherit;
  const RelationKey key = table.key;
  for (const RelationKey member : family(catalog_, table)) {
    Table* heir = catalog_.own_table(member);
    if (heir == nullptr || (member != key && table_alone)) continue;
    for (const std::string& name : constraint.columns) {
      Column& column = reach_column(*heir, name);
      column.not_null = constraint.validated || column.not_null;
      column.not_null_known = true;
    }
    if (is_kept && heir->find_constraint(constraint.name) == nullptr) {
      catalog_.put_constraint(*heir, constraint);
    }
  }
}

void Replay::add_foreign_key(Table& table, const Constraint& written, ConstraintPlace place) {
  TableConstraint reference = taken_from(written, origin_, place.in_new_table);
  const RelationKey key = table.key;
  const Table& referenced = reach(written.referenced_table);
  reference.referenced_table = referenced.key;
  reference.referenced_columns = strings(written.referenced_columns);
  if (reference.referenced_columns.empty()) {
    for (const TableConstraint& other : referenced.constraints) {
      if (other.kind == ConstraintKind::primary_key) reference.referenced_columns = other.columns;
    }
  }
  if (catalog_.mysql) {
    give_index_to_foreign_key(catalog_, *catalog_.own_table(key), reference);
  }
  if (reference.name.empty()) {
    reference.name = choose_constraint_name(catalog_, table.schema, table.name,
                                            joined_names(reference.columns), "fkey");
  }
  catalog_.put_constraint(table, reference);
  if (table.partitions.empty() || place.only) return;
  for (const RelationKey member : family(catalog_, table)) {
    Table* heir = member == key ? nullptr : catalog_.own_table(member);
    if (heir == nullptr) continue;
    TableConstraint copy = reference;
    if (heir->find_constraint(copy.name) != nullptr) {
      copy.name = choose_constraint_name(catalog_, heir->schema, heir->name,
                                         joined_names(copy.columns), "fkey");
    }
    catalog_.put_constraint(*heir, std::move(copy));
  }
}

void Replay::add_index_constraint(Table& table, const Constraint& written, ConstraintPlace place) {
  if (catalog_.has_most_indexes(table)) return;
  TableConstraint constraint = taken_from(written, origin_, place.in_new_table);
  constraint.validated = true;
  Index index;
  index.name = written.name;
  index.method = "btree";
  if (written.kind == ConstraintKind::exclude || written.temporal) {
    index.method = written.index_method.empty() ? "gist" : written.index_method;
  }
  index.unique = written.kind != ConstraintKind::exclude;
  index.include = strings(written.include);
  index.nulls_not_distinct = written.nulls_not_distinct;
  index.only = place.only;
  index.origin = constraint.origin;
  for (const IndexKey& key : written.exclusions) {
    const Index::Key& kept = index.keys.emplace_back(index_key(key));
    constraint.reads.insert(constraint.reads.end(), kept.reads.begin(), kept.reads.end());
  }
  for (const std::string& column : constraint.columns) {
    if (written.kind == ConstraintKind::exclude) break;
    index.keys.emplace_back().column = column;
    if (written.kind != ConstraintKind::primary_key) continue;
    Column& key = reach_column(table, column);
    key.not_null = key.not_null_known = true;
  }
  if (written.kind == ConstraintKind::exclude && written.condition != nullptr) {
    index.partial = true;
    index.predicate_columns = strings(written.condition->columns);
  }
  if (index.name.empty()) {
    index.name = choose_index_name(catalog_, table, index, &constraint.kind);
  }
  constraint.name = constraint.index = index.constraint = index.name;
  const ConstraintKind kind = constraint.kind;
  catalog_.put_constraint(table, std::move(constraint));
  add_index(catalog_, table, std::move(index), &kind);
}

void Replay::add_constraint_using_index(Table& table, const Constraint& written) {
  TableConstraint constraint = taken_from(written, origin_, false);
  constraint.validated = true;
  if (constraint.name.empty()) constraint.name = written.using_index;
  constraint.index = constraint.name;
  const RelationKey key = catalog_.intern(table.schema, written.using_index);
  Index index;
  if (const Index* known = catalog_.find_index(key)) {
    index = *known;
    catalog_.forget_index(key);
  } else {
    index.method = "btree";
    index.unique = true;
  }
  index.name = index.constraint = constraint.name;
  for (const Index::Key& part : index.keys) {
    if (constraint.columns.size() < index.keys.size()) constraint.columns.push_back(part.column);
    if (constraint.kind != ConstraintKind::primary_key) continue;
    Column& column = reach_column(table, part.column);
    column.not_null = column.not_null_known = true;
  }
  catalog_.put_constraint(table, std::move(constraint));
  catalog_.put_index(table, std::move(index));
}

void Replay::operator()(const op::AddConstraint& add) {
  Table* table = reach(add.table);
  if (table == nullptr) return;
  const std::string_view name = add.constraint.name;
  if (!name.empty() && catalog_.constraint_names.contains(KeyText(table->schema, name).view())) {
    if (const std::ptrdiff_t position = position_of(*table, name); position >= 0) {
      if (keeps_existing()) return;
      drop_constraint(catalog_, *table, static_cast<std::size_t>(position), false, false);
    }
  }
  add_constraint(*table, add.constraint, {.in_new_table = false, .only = add.table.only});
}

void Replay::operator()(const op::ValidateConstraint& validate) {
  Table* table = reach(validate.table);
  const std::ptrdiff_t position = table == nullptr ? -1 : position_of(*table, validate.constraint);
  if (position < 0) return;
  const TableConstraint constraint = table->constraints[static_cast<std::size_t>(position)];
  for (const RelationKey member : family(catalog_, *table)) {
    Table* heir = catalog_.own_table(member);
    if (heir == nullptr) continue;
    for (TableConstraint& other : heir->constraints) {
      if (belongs_to(other, constraint)) other.validated = true;
    }
    if (constraint.kind != ConstraintKind::not_null) continue;
    for (const std::string& name : constraint.columns) {
      Column& column = reach_column(*heir, name);
      column.not_null = column.not_null_known = true;
    }
  }
}

void Replay::operator()(const op::AlterConstraint& alter) {
  Table* table = reach(alter.table);
  const std::ptrdiff_t position = table == nullptr ? -1 : position_of(*table, alter.constraint);
  if (position < 0) return;
  TableConstraint& constraint = table->constraints[static_cast<std::size_t>(position)];
  using Change = op::AlterConstraint::Change;
  switch (alter.change) {
    case Change::deferrability:
      break;
    case Change::enforced:
      constraint.enforced = constraint.validated = true;
      break;
    case Change::not_enforced:
      constraint.enforced = constraint.validated = false;
      break;
    case Change::inherit:
      constraint.no_inherit = false;
      break;
    case Change::no_inherit:
      constraint.no_inherit = true;
      break;
  }
}

void Replay::operator()(const op::DropConstraint& drop) {
  Table* table = reach(drop.table);
  if (table == nullptr) return;
  const std::ptrdiff_t position = position_of(*table, drop.constraint);
  if (position >= 0) {
    return drop_constraint(catalog_, *table, static_cast<std::size_t>(position), drop.cascade,
                           drop.table.only);
  }
  if (Column* column = column_of_unnamed_not_null(*table, drop.constraint)) {
    column->not_null = false;
  }
}

}  // namespace miglint
