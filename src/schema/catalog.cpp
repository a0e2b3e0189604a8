#include "schema/catalog.h"

#include <algorithm>
#include <ranges>
#include <utility>

#include "source/ascii.h"

namespace miglint {

KeyText::KeyText(std::string_view schema, std::string_view name) {
  const std::size_t size = schema.size() + 1 + name.size();
  char* to = short_;
  if (size > sizeof short_) {
    long_.resize(size);
    to = long_.data();
  }
  schema.copy(to, schema.size());
  to[schema.size()] = '.';
  name.copy(to + schema.size() + 1, name.size());
  view_ = {to, size};
}

std::string_view KeyPool::intern(std::string_view text) {
  const auto found = keys_.find(text);
  return found != keys_.end() ? *found : *keys_.insert(arena_.copy(text)).first;
}

void Uses::add(RelationKey what, RelationKey who) {
  auto& users = users_[what];
  if (!users) users = std::make_shared<std::vector<RelationKey>>();
  own(users).push_back(who);
}

void Uses::remove(RelationKey what, RelationKey who) {
  auto* users = users_.find_own(what);
  if (users == nullptr) return;
  auto& list = own(*users);
  auto backwards = list | std::views::reverse;
  const auto last = std::ranges::find(backwards, who);
  if (last == backwards.end()) return;
  *last = list.back();
  list.pop_back();
}

std::vector<RelationKey> Uses::take(RelationKey what) {
  std::vector<RelationKey> users = of(what);
  users_.erase(what);
  return users;
}

const std::vector<RelationKey>& Uses::of(std::string_view what) const {
  static const std::vector<RelationKey> kNone;
  const auto* users = users_.find(what);
  return users != nullptr ? **users : kNone;
}

Catalog::Catalog() : path(std::make_shared<SearchPath>(SearchPath{{"public"}})) {
  for (const std::string_view schema : {"public", "pg_catalog", "information_schema"}) {
    schemas[pool->intern(schema)] = {};
  }
}

RelationKey Catalog::intern(std::string_view schema, std::string_view name) const {
  return pool->intern(KeyText(schema, name).view());
}

std::string_view Catalog::creation_schema() const {
  return path->schemas.empty() ? std::string_view("public") : path->schemas.front();
}

namespace {

/// Calls `look(key)` for the keys that the name can mean, until one gives something.
template <class Look>
auto look_up(const Catalog& catalog, const ObjectName& name, const Look& look)
    -> decltype(look(std::string_view())) {
  if (!name.schema.empty()) return look(KeyText(name.schema, name.name).view());
  if (catalog.temporary_relations > 0) {
    if (auto found = look(KeyText("pg_temp", name.name).view())) return found;
  }
  for (const std::string& schema : catalog.path->schemas) {
    if (auto found = look(KeyText(schema, name.name).view())) return found;
  }
  return {};
}

template <class Value>
const Value* pointee(const std::shared_ptr<Value>* slot) {
  return slot == nullptr ? nullptr : slot->get();
}

template <class Value>
Value* own_pointee(std::shared_ptr<Value>* slot) {
  return slot == nullptr ? nullptr : &own(*slot);
}

}  // namespace

RelationKey Catalog::key(const ObjectName& name) const {
  if (const Table* table = find_table(name)) return table->key;
  if (const Index* index = find_index(name)) return index->key;
  if (!name.schema.empty()) return intern(name.schema, name.name);
  // The server's own catalog is searched before the search path.
  const bool of_server = name.name.starts_with("pg_");
  return intern(of_server ? "pg_catalog" : creation_schema(), name.name);
}

const Table* Catalog::find_table(const ObjectName& name) const {
  return look_up(*this, name, [&](std::string_view key) { return find_table(key); });
}

const Table* Catalog::find_table(RelationKey key) const {
  return pointee(tables.find(key));
}

const Index* Catalog::find_index(const ObjectName& name) const {
  return look_up(*this, name, [&](std::string_view key) { return find_index(key); });
}

const Index* Catalog::find_index(RelationKey key) const {
  return pointee(indexes.find(key));
}

const UserType* Catalog::find_type(const ObjectName& name) const {
  return look_up(*this, name, [&](std::string_view key) { return pointee(types.find(key)); });
}

const std::vector<Function>* Catalog::find_functions(const ObjectName& name) const {
  return look_up(*this, name, [&](std::string_view key) { return pointee(functions.find(key)); });
}

Table* Catalog::own_table(const ObjectName& name) {
  return look_up(*this, name, [&](std::string_view key) { return own_table(key); });
}

Table* Catalog::own_table(RelationKey key) {
  return own_pointee(tables.find_own(key));
}

Index* Catalog::own_index(RelationKey key) {
  return own_pointee(indexes.find_own(key));
}

const Index* Catalog::find_index(const Table& table, std::string_view index) const {
  for (const RelationKey of_table : table.indexes) {
    const Index* found = find_index(of_table);
    if (found != nullptr && same_folded(found->name, index)) return found;
  }
  return nullptr;
}

bool same_folded(std::string_view a, std::string_view b) {
  return ascii::same(a, b);
}

UserType* Catalog::own_type(std::string_view key) {
  return own_pointee(types.find_own(key));
}

bool Catalog::relation_exists(std::string_view schema, std::string_view name) const {
  const KeyText key(schema, name);
  return tables.contains(key.view()) || indexes.contains(key.view());
}

Table& Catalog::put_table(Table table) {
  table.folds_names = mysql;
  table.key = intern(table.schema, table.name);
  absent.erase(table.key);
  if (!schemas.contains(table.schema)) schemas[pool->intern(table.schema)] = {};
  const RelationKey key = table.key;
  auto& slot = tables[key];
  if (!slot && table.schema == "pg_temp") ++temporary_relations;
  slot = std::make_shared<Table>(std::move(table));
  // The columns of one relation are linked one after the other.
  for (const Column& column : slot->columns) {
    if (!column.type || column.type->schema == "pg_catalog") continue;
    const RelationKey type = intern(column.type->schema, column.type->name);
    const auto& users = typed_by.of(type);
    if (users.empty() || users.back() != key) typed_by.add(type, key);
  }
  return *slot;
}

Index& Catalog::put_index(Table& table, Index index) {
  index.table = table.key;
  if (mysql) {
    // Its name is only its table's, which may have had another name when it was made.
    std::string own_name = table.name + "." + index.name;
    while (indexes.contains(KeyText(table.schema, own_name).view()))
      own_name += '\'';
    index.key = intern(table.schema, own_name);
  } else {
    index.key = intern(table.schema, index.name);
  }
  absent.erase(index.key);
  table.indexes.push_back(index.key);
  auto& slot = indexes[index.key];
  slot = std::make_shared<Index>(std::move(index));
  return *slot;
}

TableConstraint& Catalog::put_constraint(Table& table, TableConstraint constraint) {
  count_constraint_name(table.schema, constraint.name);
  if (!constraint.referenced_table.empty()) {
    const auto& users = referenced_by.of(constraint.referenced_table);
    const auto same = [&](const TableConstraint& other) {
      return other.referenced_table == constraint.referenced_table;
    };
    const bool linked = !users.empty() &&
                        (users.back() == table.key || std::ranges::any_of(table.constraints, same));
    if (!linked) referenced_by.add(constraint.referenced_table, table.key);
  }
  return table.constraints.emplace_back(std::move(constraint));
}

void Catalog::forget_constraint(Table& table, std::size_t position) {
  const auto at = table.constraints.begin() + static_cast<std::ptrdiff_t>(position);
  const TableConstraint gone = std::move(*at);
  table.constraints.erase(at);
  uncount_constraint_name(table.schema, gone.name);
  if (gone.referenced_table.empty()) return;
  const bool still = std::ranges::any_of(table.constraints, [&](const TableConstraint& other) {
    return other.referenced_table == gone.referenced_table;
  });
  if (!still) referenced_by.remove(gone.referenced_table, table.key);
}

void Catalog::forget_index(RelationKey key) {
  const Index* found = find_index(key);
  if (found == nullptr) return;
  const Index index = *found;
  indexes.erase(key);
  absent[index.key] = {};
  if (Table* table = own_table(index.table)) std::erase(table->indexes, index.key);
  if (Index* parent = own_index(index.parent)) std::erase(parent->children, index.key);
  for (const RelationKey child : index.children) {
    if (Index* attached = own_index(child)) attached->parent = {};
  }
}

Column* Catalog::put_column(Table& table, Column column) {
  if (is_full(table)) {
    table.columns_incomplete = true;
    return nullptr;
  }
  Column& added = table.columns.emplace_back(std::move(column));
  link_type(table, added);
  return &added;
}

void Catalog::link_type(const Table& relation, const Column& column) {
  if (!column.type || column.type->schema == "pg_catalog") return;
  const bool linked = std::ranges::any_of(relation.columns, [&](const Column& other) {
    return &other != &column && other.type && other.type->name == column.type->name &&
           other.type->schema == column.type->schema;
  });
  if (!linked) typed_by.add(intern(column.type->schema, column.type->name), relation.key);
}

void Catalog::unlink_type(const Table& relation, const ColumnType& type) {
  if (type.schema == "pg_catalog") return;
  const bool still = std::ranges::any_of(relation.columns, [&](const Column& column) {
    return column.type && column.type->name == type.name && column.type->schema == type.schema;
  });
  if (!still) typed_by.remove(intern(type.schema, type.name), relation.key);
}

void Catalog::put_trigger(Table& table, Trigger trigger) {
  called_by.add(pool->intern(trigger.function), table.key);
  table.triggers.push_back(std::move(trigger));
}

void Catalog::forget_trigger(Table& table, std::string_view name) {
  const auto found = std::ranges::find(table.triggers, name, &Trigger::name);
  if (found == table.triggers.end()) return;
  called_by.remove(pool->intern(found->function), table.key);
  table.triggers.erase(found);
}

void Catalog::end_local_path() {
  if (session_path) path = std::exchange(session_path, nullptr);
}

void Catalog::count_constraint_name(std::string_view schema, std::string_view name) {
  ++constraint_names[intern(schema, name)];
}

void Catalog::uncount_constraint_name(std::string_view schema, std::string_view name) {
  const KeyText key(schema, name);
  std::uint32_t* count = constraint_names.find_own(key.view());
  if (count == nullptr) return;
  if (--*count == 0) constraint_names.erase(key.view());
}

Column* find_column(Table& table, std::string_view name) {
  const Column* found = table.find_column(name);
  return found == nullptr ? nullptr
                          : &table.columns[static_cast<std::size_t>(found - table.columns.data())];
}

}  // namespace miglint
