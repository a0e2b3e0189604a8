#include "schema/replay.h"

#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "schema/drop.h"

namespace miglint {
namespace {

TableKind kind_of(op::RelationWord word) {
  switch (word) {
    case op::RelationWord::view:
      return TableKind::view;
    case op::RelationWord::materialized_view:
      return TableKind::materialized_view;
    case op::RelationWord::sequence:
      return TableKind::sequence;
    case op::RelationWord::foreign_table:
      return TableKind::foreign_table;
    case op::RelationWord::composite_type:
      return TableKind::composite_type;
    case op::RelationWord::table:
    case op::RelationWord::index:
      break;
  }
  return TableKind::table;
}

/// It is older than all migrations; place and transaction say who has first counted on it.
Origin first_mention(const Origin& by) {
  return {0, by.transaction, by.span};
}

}  // namespace

Table* Replay::reach(const op::AlterTarget& target) {
  if (target.if_exists && catalog_.find_table(target.name) == nullptr &&
      catalog_.absent.contains(catalog_.key(target.name))) {
    return nullptr;
  }
  return &reach(target.name, kind_of(target.word), !target.if_exists);
}

Table& Replay::reach(const ObjectName& name, TableKind kind, bool surely) {
  const bool must_be_there = surely && !nesting_.conditional;
  if (Table* table = catalog_.own_table(name)) {
    const bool is_first = table->assumed && table->origin.span.empty();
    if (is_first && must_be_there) table->origin = first_mention(origin_);
    return *table;
  }
  Table table;
  const RelationKey key = catalog_.key(name);
  table.schema = key.substr(0, key.size() - name.name.size() - 1);
  table.name = name.name;
  table.kind = kind;
  table.assumed = true;
  table.columns_incomplete = true;
  if (must_be_there) table.origin = first_mention(origin_);
  return catalog_.put_table(std::move(table));
}

Column& Replay::reach_column(Table& table, std::string_view name) {
  if (Column* column = find_column(table, name)) return *column;
  Column column;
  column.name = name;
  if (!catalog_.is_full(table)) return table.columns.emplace_back(std::move(column));
  return beyond_the_last_.emplace(std::move(column));
}

UserType& Replay::reach_type(const ObjectName& name, UserType::Kind kind) {
  const UserType* known = catalog_.find_type(name);
  const std::string_view schema = known != nullptr      ? std::string_view(known->schema)
                                  : name.schema.empty() ? catalog_.creation_schema()
                                                        : name.schema;
  auto& slot = catalog_.types[catalog_.intern(schema, name.name)];
  if (!slot) {
    slot = std::make_shared<UserType>();
    slot->schema = schema;
    slot->name = name.name;
    slot->kind = kind;
    slot->assumed = true;
  }
  return own(slot);
}

Table Replay::new_relation(const ObjectName& name, TableKind kind, Persistence persistence) const {
  Table table;
  table.schema = persistence == Persistence::temporary ? std::string_view("pg_temp")
                 : name.schema.empty()                 ? catalog_.creation_schema()
                                                       : name.schema;
  table.name = name.name;
  table.kind = kind;
  table.persistence = table.schema == "pg_temp" ? Persistence::temporary : persistence;
  table.origin = origin_;
  return table;
}

bool Replay::stays(const Table& made, bool if_not_exists) {
  if (!catalog_.relation_exists(made.schema, made.name)) return false;
  if (if_not_exists || keeps_existing()) return true;
  const RelationKey key = catalog_.intern(made.schema, made.name);
  drop_relation(catalog_, key, false);
  drop_index(catalog_, key);
  return false;
}

std::vector<RelationKey> family(const Catalog& catalog, const Table& table) {
  std::vector<RelationKey> members{table.key};
  if (table.partitions.empty() && table.children.empty()) return members;
  std::unordered_set<std::string_view> seen{table.key};
  for (std::size_t i = 0; i < members.size(); ++i) {
    const Table* member = catalog.find_table(members[i]);
    if (member == nullptr) continue;
    for (const auto* heirs : {&member->partitions, &member->children}) {
      for (const RelationKey heir : *heirs) {
        if (seen.insert(heir).second) members.push_back(heir);
      }
    }
  }
  return members;
}

std::vector<std::string> strings(std::span<const std::string_view> views) {
  return {views.begin(), views.end()};
}

}  // namespace miglint
