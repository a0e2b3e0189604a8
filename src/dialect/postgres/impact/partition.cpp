// ATTACH and DETACH PARTITION, and CREATE TABLE … PARTITION OF.
#include "dialect/postgres/impact/partition.h"

#include <algorithm>

#include "dialect/postgres/impact/partition_proof.h"

namespace miglint::postgres {
namespace {

/// Indexes of the parent for which the partition has none with the same columns.
bool lacks_an_index(const Table& parent, const Table& partition, const Schema& schema) {
  const auto same_columns = [](const Index& a, const Index& b) {
    return a.unique == b.unique && a.method == b.method &&
           std::ranges::equal(a.keys, b.keys, {}, &Index::Key::column, &Index::Key::column);
  };
  return std::ranges::any_of(parent.indexes, [&](RelationKey wanted) {
    const Index* index = schema.find_index(wanted);
    if (index == nullptr) return false;
    return std::ranges::none_of(partition.indexes, [&](RelationKey candidate) {
      const Index* other = schema.find_index(candidate);
      return other != nullptr && same_columns(*index, *other);
    });
  });
}

void lock_default_partition(const Table& parent, const Schema& schema, const PartitionBound& bound,
                            Impact& impact) {
  for (const RelationKey key : parent.partitions) {
    const Table* partition = schema.find_table(key);
    if (partition == nullptr || !partition->is_default_partition) continue;
    Effect& effect = impact.lock(key, LockMode::access_exclusive);
    if (proves_outside(*partition, parent.partition_columns, bound)) continue;
    effect.scan = true;
    effect.duration = Duration::table_size;
    effect.cause = "the DEFAULT partition is searched for rows of the new partition";
  }
}

bool has_foreign_key_to(const Table& table, RelationKey referenced) {
  return std::ranges::any_of(table.constraints, [&](const TableConstraint& constraint) {
    return constraint.kind == ConstraintKind::foreign_key &&
           constraint.referenced_table == referenced;
  });
}

}  // namespace

void lock_partitioned_parent(const ObjectName& parent, const PartitionBound& bound,
                             Impact& impact) {
  impact.lock(parent, LockMode::access_exclusive);
  if (const Table* table = impact.schema().find_table(parent)) {
    lock_default_partition(*table, impact.schema(), bound, impact);
    for (const TableConstraint& constraint : table->constraints) {
      if (constraint.kind == ConstraintKind::foreign_key) {
        impact.lock(constraint.referenced_table, LockMode::share_row_exclusive);
      }
    }
  }
}

void impact_of(const op::AttachPartition& attach, Impact& impact) {
  const Schema& schema = impact.schema();
  const Table* parent = schema.find_table(attach.table.name);
  const Table* partition = schema.find_table(attach.partition);
  impact.lock(attach.table.name, LockMode::share_update_exclusive);

  Effect& effect = impact.lock(attach.partition, LockMode::access_exclusive);
  const bool proven = parent != nullptr && partition != nullptr &&
                      proves_inside(*partition, parent->partition_columns, attach.bound);
  const bool scans = !proven && !(attach.bound.is_default && parent != nullptr &&
                                  !parent->assumed && parent->partitions.empty());
  if (scans) {
    effect.scan = true;
    effect.cause = "every row is checked against the partition's bound";
    if (partition == nullptr || partition->assumed) {
      effect.assumption = "no validated CHECK seen that implies the bound: assumes a scan";
    }
  }
  if (parent != nullptr && partition != nullptr && lacks_an_index(*parent, *partition, schema)) {
    effect.index_build = effect.scan = true;
    if (effect.cause.empty()) effect.cause = "indexes that the parent has are built";
  }
  if (effect.scan) effect.duration = Duration::table_size;
  if (parent == nullptr) return;

  if (!attach.bound.is_default) {
    lock_default_partition(*parent, schema, attach.bound, impact);
  }
  for (const TableConstraint& constraint : parent->constraints) {
    if (constraint.kind != ConstraintKind::foreign_key) continue;
    const bool both =
        partition != nullptr && has_foreign_key_to(*partition, constraint.referenced_table);
    impact.lock(constraint.referenced_table,
                both ? LockMode::access_exclusive : LockMode::share_row_exclusive);
  }
  if (impact.major() >= 15) {
    for (const RelationKey referencing : schema.referencing_tables(parent->key)) {
      impact.lock(referencing, LockMode::share_row_exclusive);
    }
  }
}

void impact_of(const op::DetachPartition& detach, Impact& impact) {
  const bool weak = detach.concurrently || detach.finalize;
  impact.lock(detach.table.name,
              weak ? LockMode::share_update_exclusive : LockMode::access_exclusive);
  impact.lock(detach.partition,
              impact.major() >= 14 ? LockMode::access_exclusive : LockMode::share_update_exclusive);
}

}  // namespace miglint::postgres
