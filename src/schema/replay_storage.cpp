// Where and how relations are stored: tablespaces and access methods.
#include <string>
#include <string_view>
#include <vector>

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

}  // namespace miglint
