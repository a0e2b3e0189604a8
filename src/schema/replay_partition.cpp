// Partitions and inheritance: attached and detached.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "schema/indexes.h"
#include "schema/names.h"
#include "schema/replay.h"

namespace miglint {
namespace {

/// Would `heir` under `parent` make a circle? The server refuses it.
bool makes_circle(const Catalog& catalog, const Table& parent, const Table& heir) {
  const std::vector<RelationKey> below = family(catalog, heir);
  return std::ranges::find(below, parent.key) != below.end();
}

/// Gives the partition the foreign keys of its parent that it does not have yet.
void take_foreign_keys(Catalog& catalog, const Table& parent, Table& partition) {
  for (const TableConstraint& constraint : parent.constraints) {
    if (constraint.kind != ConstraintKind::foreign_key) continue;
    const bool has_it = std::ranges::any_of(partition.constraints, [&](const TableConstraint& own) {
      return own.kind == ConstraintKind::foreign_key && own.validated &&
             own.referenced_table == constraint.referenced_table &&
             own.columns == constraint.columns &&
             own.referenced_columns == constraint.referenced_columns;
    });
    if (has_it) continue;
    TableConstraint copy = constraint;
    if (partition.find_constraint(copy.name) != nullptr) {
      copy.name = choose_constraint_name(catalog, partition.schema, partition.name,
                                         joined_names(copy.columns), "fkey");
    }
    catalog.put_constraint(partition, std::move(copy));
  }
}

}  // namespace

std::vector<std::string> partition_conditions(const Table& parent, const PartitionBound& bound) {
  std::vector<std::string> conditions;
  const bool takes_null = std::ranges::find(bound.values, "NULL") != bound.values.end();
  if (bound.is_default || bound.strategy == PartitionBound::Strategy::hash || takes_null) {
    return conditions;
  }
  for (const std::string& column : parent.partition_columns) {
    conditions.push_back(column + " IS NOT NULL");
  }
  // A range over several columns is no AND of conditions on one column each.
  if (parent.partition_columns.size() != 1) return conditions;
  const std::string& column = parent.partition_columns.front();
  if (bound.from.size() == 1 && bound.from.front() != "MINVALUE") {
    conditions.push_back(column + " >= " + std::string(bound.from.front()));
  }
  if (bound.to.size() == 1 && bound.to.front() != "MAXVALUE") {
    conditions.push_back(column + " < " + std::string(bound.to.front()));
  }
  if (bound.values.size() == 1) {
    conditions.push_back(column + " = " + std::string(bound.values.front()));
  } else if (!bound.values.empty()) {
    std::vector<std::string> values = strings(bound.values);
    std::ranges::sort(values);
    std::string list;
    for (const std::string& value : values)
      list += (list.empty() ? "" : ", ") + value;
    conditions.push_back(column + " IN (" + list + ")");
  }
  return conditions;
}

void Replay::operator()(const op::AttachPartition& attach) {
  Table* parent = reach(attach.table);
  if (parent == nullptr) return;
  const RelationKey parent_key = parent->key;
  Table& partition = reach(attach.partition);
  if (makes_circle(catalog_, *parent, partition) || !partition.partition_of.empty()) return;
  if (parent->kind == TableKind::table) parent->kind = TableKind::partitioned_table;
  parent->partitions.push_back(partition.key);
  partition.partition_of = parent_key;
  partition.is_default_partition = attach.bound.is_default;
  partition.partition_conditions = partition_conditions(*parent, attach.bound);
  take_indexes_of(catalog_, *parent, partition, origin_);
  take_foreign_keys(catalog_, *parent, partition);
  for (const Trigger& trigger : parent->triggers) {
    if (trigger.for_each_row) catalog_.put_trigger(partition, trigger);
  }
  const std::vector<RelationKey> indexes = parent->indexes;
  for (const RelationKey index : indexes)
    update_validity(catalog_, index);
}

void Replay::operator()(const op::DetachPartition& detach) {
  Table* parent = reach(detach.table);
  if (parent == nullptr || detach.finalize) return;
  Table& partition = reach(detach.partition);
  std::erase(parent->partitions, partition.key);
  partition.partition_of = {};
  partition.is_default_partition = false;
  for (const RelationKey key : partition.indexes) {
    Index* index = catalog_.own_index(key);
    if (index == nullptr) continue;
    if (Index* above = catalog_.own_index(index->parent)) std::erase(above->children, key);
    index->parent = {};
  }
  for (const Trigger& trigger : parent->triggers) {
    if (trigger.for_each_row) catalog_.forget_trigger(partition, trigger.name);
  }
  const std::vector<std::string> conditions = std::move(partition.partition_conditions);
  partition.partition_conditions.clear();
  if (!detach.concurrently || parent->partition_columns.empty()) return;
  // So that attaching it again needs no scan, the server leaves the bound as a CHECK.
  TableConstraint check;
  check.kind = ConstraintKind::check;
  check.reads = parent->partition_columns;
  check.conjuncts = conditions;
  if (parent->partition_strategy != "hash") check.proves_not_null = parent->partition_columns;
  check.origin = origin_;
  check.name = choose_constraint_name(catalog_, partition.schema, partition.name,
                                      check.reads.size() == 1 ? check.reads.front() : "", "check");
  catalog_.put_constraint(partition, std::move(check));
}

void Replay::operator()(const op::AlterInheritance& alter) {
  Table* table = reach(alter.table);
  if (table == nullptr) return;
  const RelationKey key = table->key;
  Table& parent = reach(alter.parent);
  if (!alter.inherit) {
    std::erase(parent.children, key);
    std::erase(table->parents, parent.key);
    return;
  }
  const bool has_it = std::ranges::find(parent.children, key) != parent.children.end();
  if (has_it || makes_circle(catalog_, parent, *table)) return;
  parent.children.push_back(key);
  table->parents.push_back(parent.key);
}

}  // namespace miglint
