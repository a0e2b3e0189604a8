// CREATE, DROP, REINDEX and ATTACH of indexes.
#include <algorithm>
#include <string>
#include <vector>

#include "dialect/postgres/impact/builder.h"

namespace miglint::postgres {
namespace {

/// CONCURRENTLY swaps the new index in and drops the old one once nobody uses it any more.
void lock_rebuilt(RelationKey index, bool concurrently, Impact& impact) {
  Effect& effect = impact.lock_index(index, LockMode::access_exclusive);
  effect.after_users = concurrently;
  effect.duration = concurrently ? Duration::instant : Duration::table_size;
}

void reindex_table(RelationKey table, bool concurrently, Impact& impact) {
  Effect& effect =
      impact.lock(table, concurrently ? LockMode::share_update_exclusive : LockMode::share);
  const Table* known = impact.schema().find_table(table);
  if (!impact.has_storage(table)) return;
  if (known == nullptr || known->assumed || !known->indexes.empty()) {
    Impact::build_index(effect, "every index of the table is built again");
  }
  if (known == nullptr) return;
  for (const RelationKey index : known->indexes)
    lock_rebuilt(index, concurrently, impact);
}

bool is_partitioned(const Table* table) {
  return table != nullptr && table->kind == TableKind::partitioned_table;
}

void reindex_partitioned_table(const op::Reindex& reindex, Impact& impact) {
  const RelationKey self = impact.schema().key(reindex.name);
  for (const RelationKey member : impact.family(reindex.name, false)) {
    // Before PostgreSQL 14 the server warns and leaves the partitions alone.
    if (impact.major() < 14 && member != self) return;
    reindex_table(member, reindex.concurrently, impact);
    // Gathering the partitions asks for SHARE on each, also where it then goes on concurrently
    // (ReindexPartitions in indexcmds.c).
    if (reindex.concurrently && member != self) impact.lock(member, LockMode::share);
  }
}

/// The index with those of the partitions that are attached to it, and theirs.
std::vector<RelationKey> index_family(const Index& top, const Schema& schema) {
  std::vector<RelationKey> keys{top.key};
  for (std::size_t at = 0; at < keys.size(); ++at) {
    const Index* index = schema.find_index(keys[at]);
    if (index != nullptr) keys.insert(keys.end(), index->children.begin(), index->children.end());
  }
  return keys;
}

void reindex_index(const op::Reindex& reindex, Impact& impact) {
  const Index* top = impact.schema().find_index(reindex.name);
  if (top == nullptr) {
    lock_rebuilt(impact.schema().key(reindex.name), reindex.concurrently, impact);
    return;
  }
  for (const RelationKey key : index_family(*top, impact.schema())) {
    const Index* index = impact.schema().find_index(key);
    if (index == nullptr) continue;
    Effect& effect = impact.lock(
        index->table, reindex.concurrently ? LockMode::share_update_exclusive : LockMode::share);
    const bool stored = impact.has_storage(index->table);
    if (stored) Impact::build_index(effect, "the index is built again from every row");
    if (stored || !reindex.concurrently) lock_rebuilt(key, reindex.concurrently, impact);
  }
}

/// The partition has an index of its own that the new one takes over.
bool has_same_index(const Table& partition, const op::CreateIndex& wanted, const Schema& schema) {
  return std::ranges::any_of(partition.indexes, [&](RelationKey key) {
    const Index* index = schema.find_index(key);
    return index != nullptr && index->parent.empty() && index->valid &&
           index->method == wanted.method && (index->unique || !wanted.unique) &&
           index->partial == (wanted.predicate != nullptr) && !index->partial &&
           std::ranges::equal(index->keys, wanted.keys, {}, &Index::Key::column, &IndexKey::column);
  });
}

}  // namespace

void impact_of(const op::CreateIndex& create, Impact& impact) {
  const Table* table = impact.schema().find_table(create.table);
  // Nobody else sees a temporary table: the server leaves CONCURRENTLY out.
  const bool temporary = table != nullptr && table->persistence == Persistence::temporary;
  const LockMode mode =
      create.concurrently && !temporary ? LockMode::share_update_exclusive : LockMode::share;
  const ObjectName name{table == nullptr ? create.table.schema : std::string_view(table->schema),
                        create.name};
  const bool exists =
      create.if_not_exists && !create.name.empty() && impact.schema().find_index(name) != nullptr;
  for (const RelationKey member : impact.family(create.table, create.only)) {
    Effect& effect = impact.lock(member, mode);
    if (exists || !impact.has_storage(member)) continue;
    const Table* heir = impact.schema().find_table(member);
    const bool is_partition = heir != nullptr && heir != table;
    if (is_partition && has_same_index(*heir, create, impact.schema())) continue;
    Impact::build_index(effect, "the index is built from every row");
  }
}

void impact_of(const op::DropIndex& drop, Impact& impact) {
  const Index* index = impact.schema().find_index(drop.index);
  const LockMode mode =
      drop.concurrently ? LockMode::share_update_exclusive : LockMode::access_exclusive;
  if (index != nullptr) {
    for (const RelationKey member : impact.family(index->table, drop.concurrently)) {
      impact.lock(member, mode);
    }
  }
  if (index == nullptr) {
    impact.lock_index(impact.schema().key(drop.index), LockMode::access_exclusive).after_users =
        drop.concurrently;
    return;
  }
  for (const RelationKey key : index_family(*index, impact.schema())) {
    impact.lock_index(key, LockMode::access_exclusive).after_users = drop.concurrently;
  }
  if (!drop.cascade || !index->unique) return;
  std::vector<std::string> columns;
  for (const Index::Key& key : index->keys)
    columns.push_back(key.column);
  lock_tables_referencing(index->table, columns, impact);
}

void impact_of(const op::Reindex& reindex, Impact& impact) {
  using Target = op::Reindex::Target;
  switch (reindex.target) {
    case Target::index:
      return reindex_index(reindex, impact);
    case Target::table:
      if (is_partitioned(impact.schema().find_table(reindex.name))) {
        return reindex_partitioned_table(reindex, impact);
      }
      return reindex_table(impact.schema().key(reindex.name), reindex.concurrently, impact);
    case Target::schema:
    case Target::system:
    case Target::database:
      for (const Table* table : impact.schema().tables()) {
        const bool inside =
            reindex.target == Target::database ||
            (reindex.target == Target::schema && table->schema == reindex.name.name);
        if (inside && impact.has_storage(table->key)) {
          reindex_table(table->key, reindex.concurrently, impact);
        }
      }
      return;
  }
}

void impact_of(const op::AttachIndex& attach, Impact& impact) {
  const Index* parent = impact.schema().find_index(attach.parent);
  const Index* index = impact.schema().find_index(attach.index);
  if (parent != nullptr) impact.lock(parent->table, LockMode::access_share);
  if (index != nullptr) impact.lock(index->table, LockMode::access_share);
  impact.lock_index(impact.schema().key(attach.parent), LockMode::share_update_exclusive);
  impact.lock_index(impact.schema().key(attach.index), LockMode::access_exclusive);
}

}  // namespace miglint::postgres
