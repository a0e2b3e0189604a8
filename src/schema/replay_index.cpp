// Indexes: created, dropped, attached to the index of a partitioned table.
#include <string>
#include <utility>

#include "schema/drop.h"
#include "schema/indexes.h"
#include "schema/replay.h"

namespace miglint {
namespace {

Index taken_from(const op::CreateIndex& create, const Origin& origin) {
  Index index;
  index.name = create.name;
  index.method = create.method.empty() ? "btree" : create.method;
  index.keys.reserve(create.keys.size());
  for (const IndexKey& written : create.keys)
    index.keys.push_back(index_key(written));
  index.include = strings(create.include);
  if (create.predicate != nullptr) {
    index.partial = true;
    index.predicate_columns = strings(create.predicate->columns);
    index.predicate = strings(create.predicate->conjuncts);
  }
  index.unique = create.unique;
  index.invisible = create.invisible;
  index.tablespace = create.tablespace;
  index.only = create.only;
  index.nulls_not_distinct = create.nulls_not_distinct;
  index.origin = origin;
  return index;
}

}  // namespace

void Replay::operator()(const op::CreateIndex& create) {
  Table& table = reach(create.table);
  if (catalog_.mysql) {
    const Index* there = catalog_.find_index(table, create.name);
    if (there != nullptr && (create.if_not_exists || keeps_existing())) return;
    if (there != nullptr) drop_index(catalog_, there->key);
    if (catalog_.has_most_indexes(table)) return;
    add_index(catalog_, table, taken_from(create, origin_), nullptr);
    return;
  }
  if (!create.name.empty() && catalog_.relation_exists(table.schema, create.name)) {
    if (create.if_not_exists || keeps_existing()) return;
    drop_index(catalog_, catalog_.intern(table.schema, create.name));
  }
  add_index(catalog_, table, taken_from(create, origin_), nullptr);
}

void Replay::operator()(const op::DropIndex& drop) {
  if (!drop.table.name.empty()) {
    const Index* there = catalog_.find_index(reach(drop.table), drop.index.name);
    if (there != nullptr) drop_index(catalog_, there->key);
    return;
  }
  const RelationKey key = catalog_.key(drop.index);
  drop_index(catalog_, key);
  if (!catalog_.tables.contains(key)) catalog_.absent[key] = taken_away();
}

void Replay::operator()(const op::AttachIndex& attach) {
  const Index* parent = catalog_.find_index(attach.parent);
  const Index* child = catalog_.find_index(attach.index);
  if (parent == nullptr || child == nullptr || !child->parent.empty()) return;
  const RelationKey parent_key = parent->key;
  const RelationKey child_key = child->key;
  catalog_.own_index(child_key)->parent = parent_key;
  catalog_.own_index(parent_key)->children.push_back(child_key);
  update_validity(catalog_, parent_key);
}

}  // namespace miglint
