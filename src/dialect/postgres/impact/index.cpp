// CREATE, DROP, REINDEX and ATTACH of indexes.
#include "dialect/postgres/impact/builder.h"

namespace miglint::postgres {
namespace {

void reindex_table(RelationKey table, bool concurrently, Impact& impact) {
  Effect& effect =
      impact.lock(table, concurrently ? LockMode::share_update_exclusive : LockMode::share);
  if (impact.has_storage(table)) {
    effect.index_build = effect.scan = true;
    effect.duration = Duration::table_size;
    effect.cause = "every index of the table is built again";
  }
  const Table* known = impact.schema().find_table(table);
  if (known == nullptr) return;
  for (const RelationKey index : known->indexes) {
    impact.lock_index(index,
                      concurrently ? LockMode::share_update_exclusive : LockMode::access_exclusive);
  }
}

}  // namespace

void impact_of(const op::CreateIndex& create, Impact& impact) {
  const LockMode mode = create.concurrently ? LockMode::share_update_exclusive : LockMode::share;
  const Table* table = impact.schema().find_table(create.table);
  const ObjectName name{table == nullptr ? create.table.schema : std::string_view(table->schema),
                        create.name};
  const bool exists =
      create.if_not_exists && !create.name.empty() && impact.schema().find_index(name) != nullptr;
  for (const RelationKey member : impact.family(create.table, create.only)) {
    Effect& effect = impact.lock(member, mode);
    if (exists || !impact.has_storage(member)) continue;
    effect.index_build = effect.scan = true;
    effect.duration = Duration::table_size;
    effect.cause = "the index is built from every row";
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
  impact.lock_index(index == nullptr ? impact.schema().key(drop.index) : index->key, mode);
}

void impact_of(const op::Reindex& reindex, Impact& impact) {
  using Target = op::Reindex::Target;
  switch (reindex.target) {
    case Target::index: {
      const Index* index = impact.schema().find_index(reindex.name);
      if (index != nullptr) {
        Effect& effect =
            impact.lock(index->table,
                        reindex.concurrently ? LockMode::share_update_exclusive : LockMode::share);
        effect.index_build = effect.scan = true;
        effect.duration = Duration::table_size;
        effect.cause = "the index is built again from every row";
      }
      Effect& effect = impact.lock_index(
          index == nullptr ? impact.schema().key(reindex.name) : index->key,
          reindex.concurrently ? LockMode::share_update_exclusive : LockMode::access_exclusive);
      effect.rewrite = !reindex.concurrently;
      effect.duration = Duration::table_size;
      return;
    }
    case Target::table:
      for (const RelationKey member : impact.family(reindex.name, false)) {
        reindex_table(member, reindex.concurrently, impact);
      }
      return;
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
  impact.lock_index(impact.schema().key(attach.parent), LockMode::access_exclusive);
  impact.lock_index(impact.schema().key(attach.index), LockMode::access_exclusive);
}

}  // namespace miglint::postgres
