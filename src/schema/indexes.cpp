#include "schema/indexes.h"

#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "schema/drop.h"
#include "schema/names.h"
#include "schema/replay.h"

namespace miglint {
namespace {

bool same_key(const Index::Key& a, const Index::Key& b) {
  return a.column == b.column && a.collation == b.collation && a.reads == b.reads &&
         a.expression_name == b.expression_name &&
         a.default_operator_class == b.default_operator_class;
}

/// Could the server attach `index` of a partition to `parent` instead of building one?
bool fits(const Index& index, const Index& parent) {
  return index.parent.empty() && index.unique == parent.unique && index.method == parent.method &&
         index.include == parent.include && index.partial == parent.partial &&
         index.predicate_columns == parent.predicate_columns &&
         index.nulls_not_distinct == parent.nulls_not_distinct &&
         (parent.constraint.empty() || !index.constraint.empty()) &&
         std::ranges::equal(index.keys, parent.keys, same_key);
}

const TableConstraint* constraint_of(const Catalog& catalog, const Index& index) {
  if (index.constraint.empty()) return nullptr;
  const Table* table = catalog.find_table(index.table);
  return table == nullptr ? nullptr : table->find_constraint(index.constraint);
}

void attach(Catalog& catalog, RelationKey parent, RelationKey child) {
  if (Index* index = catalog.own_index(child)) index->parent = parent;
  if (Index* index = catalog.own_index(parent)) index->children.push_back(child);
}

/// Puts one index on one table. `model`: the constraint that it and its own constraint follow.
RelationKey put_one(Catalog& catalog, Table& table, Index index, const ConstraintKind* kind,
                    const TableConstraint* model) {
  if (index.name.empty()) index.name = choose_index_name(catalog, table, index, kind);
  if (model != nullptr) {
    TableConstraint constraint = *model;
    constraint.name = index.name;
    constraint.index = index.name;
    constraint.origin = index.origin;
    index.constraint = index.name;
    catalog.put_constraint(table, std::move(constraint));
    if (kind != nullptr && *kind == ConstraintKind::primary_key) {
      for (const Index::Key& key : index.keys) {
        if (Column* column = find_column(table, key.column)) {
          column->not_null = column->not_null_known = true;
        }
      }
    }
  }
  return catalog.put_index(table, std::move(index)).key;
}

Index like(const Index& source, const Origin& origin) {
  Index index = source;
  index.name.clear();
  index.constraint.clear();
  index.parent = {};
  index.children.clear();
  index.valid = true;
  index.only = false;
  index.origin = origin;
  return index;
}

RelationKey put_like(Catalog& catalog, Table& table, const Index& source, const Origin& origin) {
  const TableConstraint* found = constraint_of(catalog, source);
  if (found == nullptr) return put_one(catalog, table, like(source, origin), nullptr, nullptr);
  const TableConstraint model = *found;
  return put_one(catalog, table, like(source, origin), &model.kind, &model);
}

/// A partition and the index of its parent that it must have.
struct Due {
  RelationKey partition;
  RelationKey parent_index;
};

void list_partitions(const Table& table, RelationKey index, std::vector<Due>& due) {
  for (const RelationKey partition : table.partitions)
    due.push_back({partition, index});
}

void settle(Catalog& catalog, std::vector<Due> due, const Origin& origin) {
  for (std::size_t i = 0; i < due.size(); ++i) {
    const auto [key, parent_key] = due[i];
    Table* partition = catalog.own_table(key);
    const Index* parent = catalog.find_index(parent_key);
    if (partition == nullptr || parent == nullptr) continue;
    const auto existing = std::ranges::find_if(partition->indexes, [&](RelationKey candidate) {
      const Index* index = catalog.find_index(candidate);
      return index != nullptr && fits(*index, *parent);
    });
    if (existing != partition->indexes.end()) {
      attach(catalog, parent_key, *existing);
      continue;
    }
    const Index source = *parent;
    const RelationKey made = put_like(catalog, *partition, source, origin);
    attach(catalog, parent_key, made);
    list_partitions(*partition, made, due);
  }
}

}  // namespace

Index::Key index_key(const IndexKey& written) {
  Index::Key key;
  key.column = written.column;
  key.collation = written.collation.name;
  key.prefix_length = written.prefix_length;
  key.default_operator_class = written.operator_class.name.empty();
  key.operator_class = written.operator_class.name;
  key.descending = written.descending;
  key.nulls_reversed = written.nulls_reversed;
  if (written.expression != nullptr) {
    key.reads = strings(written.expression->columns);
    key.expression_name = written.expression_name;
  }
  return key;
}

namespace {

/// InnoDB drops the index that it has made for a foreign key itself as soon as another one begins
/// with its columns.
void drop_covered_index(Catalog& catalog, const Table& table, const Index& added) {
  std::vector<RelationKey> covered;
  for (const TableConstraint& reference : table.constraints) {
    if (reference.kind != ConstraintKind::foreign_key) continue;
    const Index* own = catalog.find_index(table, reference.name);
    const bool made_for_it = own != nullptr && own->origin.span == reference.origin.span &&
                             own->origin.transaction == reference.origin.transaction;
    if (!made_for_it || own->keys.size() > added.keys.size() || added.method != "btree") continue;
    const bool begins = std::ranges::equal(own->keys, std::span(added.keys).first(own->keys.size()),
                                           {}, &Index::Key::column, &Index::Key::column);
    if (begins) covered.push_back(own->key);
  }
  for (const RelationKey key : covered)
    drop_index(catalog, key);
}

}  // namespace

RelationKey add_index(Catalog& catalog, Table& table, Index index, const ConstraintKind* kind) {
  if (catalog.mysql) drop_covered_index(catalog, table, index);
  const bool only = index.only;
  const Origin origin = index.origin;
  if (only && table.kind == TableKind::partitioned_table && !table.partitions.empty()) {
    index.valid = false;
  }
  const RelationKey key = put_one(catalog, table, std::move(index), kind, nullptr);
  if (only || table.partitions.empty()) return key;
  std::vector<Due> due;
  list_partitions(table, key, due);
  settle(catalog, std::move(due), origin);
  return key;
}

void take_indexes_of(Catalog& catalog, const Table& parent, Table& partition,
                     const Origin& origin) {
  std::vector<Due> due;
  for (const RelationKey index : parent.indexes)
    due.push_back({partition.key, index});
  settle(catalog, std::move(due), origin);
}

void copy_index(Catalog& catalog, const Index& source, Table& table, const Origin& origin) {
  // The source may stand in the catalog, which is about to change.
  const Index copied = source;  // NOLINT(performance-unnecessary-copy-initialization)
  put_like(catalog, table, copied, origin);
}

void update_validity(Catalog& catalog, RelationKey parent) {
  while (!parent.empty()) {
    Index* index = catalog.own_index(parent);
    const Table* table = index == nullptr ? nullptr : catalog.find_table(index->table);
    if (table == nullptr || index->valid) return;
    const bool all_valid = std::ranges::all_of(index->children, [&](RelationKey child) {
      const Index* attached = catalog.find_index(child);
      return attached != nullptr && attached->valid;
    });
    if (!all_valid || index->children.size() < table->partitions.size()) return;
    index->valid = true;
    parent = index->parent;
  }
}

}  // namespace miglint
