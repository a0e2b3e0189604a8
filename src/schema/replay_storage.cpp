// Where and how relations are stored, and whose they are.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "schema/drop.h"
#include "schema/replay.h"

namespace miglint {
namespace {

/// The default tablespace goes without a name, as in pg_class.
std::string stored(std::string_view tablespace) {
  return tablespace == "pg_default" ? std::string() : std::string(tablespace);
}

}  // namespace

void Replay::operator()(const op::AlterTableOption& option) {
  using Kind = op::AlterTableOption::Kind;
  if (option.kind == Kind::cluster_on || option.kind == Kind::set_without_cluster) {
    if (Table* table = reach(option.table)) table->clustered = option.kind == Kind::cluster_on;
    return;
  }
  if (option.kind == Kind::owner_to) {
    if (catalog_.find_index(option.table.name) != nullptr) return;
    if (Table* table = reach(option.table)) table->owner = option.value;
    return;
  }
  if (option.kind != Kind::set_tablespace && option.kind != Kind::set_access_method) return;
  if (const Index* index = catalog_.find_index(option.table.name)) {
    catalog_.own_index(index->key)->tablespace = stored(option.value);
    return;
  }
  Table* table = reach(option.table);
  if (table == nullptr) return;
  if (option.kind == Kind::set_tablespace) {
    table->tablespace = stored(option.value);
  } else {
    table->access_method = option.value;
  }
}

void Replay::operator()(const op::MoveTablespace& move) {
  const std::string from = stored(move.from);
  std::vector<RelationKey> moved;
  if (move.word == op::RelationWord::index) {
    catalog_.indexes.for_each([&](RelationKey /*key*/, const auto& index) {
      if (index->tablespace == from) moved.push_back(index->key);
    });
    for (const RelationKey key : moved)
      catalog_.own_index(key)->tablespace = stored(move.to);
    return;
  }
  catalog_.tables.for_each([&](RelationKey /*key*/, const auto& table) {
    if (table->tablespace == from) moved.push_back(table->key);
  });
  for (const RelationKey key : moved)
    catalog_.own_table(key)->tablespace = stored(move.to);
}

void Replay::operator()(const op::OwnedObjects& owned) {
  std::vector<RelationKey> tables;
  catalog_.tables.for_each([&](RelationKey key, const auto& table) {
    if (std::ranges::find(owned.roles, std::string_view(table->owner)) != owned.roles.end()) {
      tables.push_back(key);
    }
  });
  for (const RelationKey key : tables) {
    if (owned.drop) {
      drop_relation(catalog_, key, owned.cascade);
    } else {
      catalog_.own_table(key)->owner = owned.new_owner;
    }
  }
}

void Replay::operator()(const op::Cluster& cluster) {
  if (!cluster.table.name.empty()) reach(cluster.table).clustered = true;
}

}  // namespace miglint
