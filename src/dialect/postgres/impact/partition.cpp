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

/// The foreign keys that reference the partitioned table come to reference the new partition too.
void lock_referencing_tables(const Table& parent, Impact& impact) {
  for (const RelationKey referencing : impact.schema().referencing_tables(parent.key)) {
    impact.lock(referencing,
                impact.major() >= 15 ? LockMode::share_row_exclusive : LockMode::access_share);
  }
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
    lock_referencing_tables(*table, impact);
  }
}

void impact_of(const op::AttachPartition& attach, Impact& impact) {
  const Schema& schema = impact.schema();
  const Table* parent = schema.find_table(attach.table.name);
  const Table* partition = schema.find_table(attach.partition);
  impact.lock(attach.table.name, LockMode::share_update_exclusive);

  const bool proven = parent != nullptr && partition != nullptr &&
                      proves_inside(*partition, parent->partition_columns, attach.bound);
  const bool only_default = attach.bound.is_default && parent != nullptr && !parent->assumed &&
                            parent->partitions.empty();
  const bool lacks_index =
      parent != nullptr && partition != nullptr && lacks_an_index(*parent, *partition, schema);
  for (const RelationKey member : impact.family(attach.partition, false)) {
    Effect& effect = impact.lock(member, LockMode::access_exclusive);
    if (!impact.has_storage(member)) continue;
    if (!proven && !only_default) {
      Impact::scan(effect, "every row is checked against the partition's bound");
      if (partition == nullptr || partition->assumed) {
        effect.assumption = "no validated CHECK seen that implies the bound: assumes a scan";
      }
    }
    if (lacks_index) Impact::build_index(effect, "indexes that the parent has are built");
  }
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
  lock_referencing_tables(*parent, impact);
  if (!parent->partition_of.empty()) impact.lock(parent->partition_of, LockMode::access_share);
}

void impact_of(const op::DetachPartition& detach, Impact& impact) {
  const bool weak = detach.concurrently || detach.finalize;
  impact.lock(detach.table.name,
              weak ? LockMode::share_update_exclusive : LockMode::access_exclusive);
  const Table* parent = impact.schema().find_table(detach.table.name);
  const auto referencing = parent == nullptr ? std::vector<RelationKey>()
                                             : impact.schema().referencing_tables(parent->key);
  const bool strong = impact.major() >= 14 || !referencing.empty();
  impact
      .lock(detach.partition,
            strong ? LockMode::access_exclusive : LockMode::share_update_exclusive)
      .after_users = detach.concurrently;
  // Where the partition itself is locked less, its indexes are let go of under their own locks.
  if (const Table* partition = impact.schema().find_table(detach.partition); partition != nullptr) {
    for (const RelationKey key : partition->indexes) {
      const Index* index = impact.schema().find_index(key);
      if (index != nullptr && !index->parent.empty()) {
        impact.lock_index(key, LockMode::access_exclusive).after_users = detach.concurrently;
      }
    }
  }
  if (parent == nullptr) return;
  for (const RelationKey key : parent->partitions) {
    const Table* partition = impact.schema().find_table(key);
    if (partition != nullptr && partition->is_default_partition && !weak &&
        key != impact.schema().key(detach.partition)) {
      impact.lock(key, LockMode::access_exclusive);
    }
  }
  for (const TableConstraint& constraint : parent->constraints) {
    if (constraint.kind == ConstraintKind::foreign_key) {
      impact.lock(constraint.referenced_table, LockMode::share_row_exclusive);
    }
  }
  // Rows that reference the partition would be left without what they reference.
  for (const RelationKey other : referencing) {
    Impact::scan(impact.lock(other, LockMode::access_exclusive),
                 "it is searched for rows that reference the partition");
  }
}

}  // namespace miglint::postgres
