#include "schema/schema.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <tuple>
#include <unordered_set>
#include <utility>
#include <variant>

#include "schema/catalog.h"
#include "schema/replay.h"
#include "schema/row_versions.h"

namespace miglint {

const Column* Table::find_column(std::string_view column) const {
  // Most names differ in length or at their end, which is cheaper to see than what they begin with.
  const auto ends_alike = [&](const Column& other) {
    constexpr int kCase = 'a' - 'A';
    return other.name.size() == column.size() &&
           (column.empty() || ((other.name.back() ^ column.back()) & ~kCase) == 0);
  };
  auto found = std::ranges::find_if(
      columns, [&](const Column& other) { return ends_alike(other) && other.name == column; });
  if (found == columns.end() && folds_names) {
    found = std::ranges::find_if(columns, [&](const Column& other) {
      return ends_alike(other) && same_folded(other.name, column);
    });
  }
  return found == columns.end() ? nullptr : &*found;
}

const TableConstraint* Table::find_constraint(std::string_view constraint) const {
  const auto found = std::ranges::find(constraints, constraint, &TableConstraint::name);
  return found == constraints.end() ? nullptr : &*found;
}

Schema::Schema() : catalog_(std::make_unique<Catalog>()) {}
Schema::~Schema() = default;
Schema::Schema(const Schema& other) : catalog_(std::make_unique<Catalog>(*other.catalog_)) {}
Schema::Schema(Schema&&) noexcept = default;
Schema& Schema::operator=(Schema&&) noexcept = default;
Schema& Schema::operator=(const Schema& other) {
  if (this != &other) catalog_ = std::make_unique<Catalog>(*other.catalog_);
  return *this;
}

void Schema::speak(Dialect dialect) {
  catalog_->mysql = dialect != Dialect::postgres;
}

const Index* Schema::find_index(const Table& table, std::string_view index) const {
  return catalog_->find_index(table, index);
}

namespace {

/// ALTER TABLE runs its subcommands in passes, whatever their order in the text (AT_PASS_… in the
/// server's tablecmds.c): what is dropped goes first, so that `ADD COLUMN a …, DROP COLUMN a`
/// works.
enum class Pass : std::uint8_t { drop, alter_type, add_column, other };

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};

Pass pass_of(const Operation& operation) {
  return std::visit(Overloaded{[](const op::DropColumn&) { return Pass::drop; },
                               [](const op::DropConstraint&) { return Pass::drop; },
                               [](const op::DropNotNull&) { return Pass::drop; },
                               [](const op::DropDefault&) { return Pass::drop; },
                               [](const op::AlterColumnType&) { return Pass::alter_type; },
                               [](const op::AddColumn&) { return Pass::add_column; },
                               [](const auto&) { return Pass::other; }},
                    operation.action);
}

void replay(Catalog& catalog, const Operation& operation, Origin origin) {
  origin.span = operation.span;
  std::visit(Replay(catalog, origin, operation.nesting), operation.action);
}

}  // namespace

void Schema::apply(std::span<const Operation> command, const Origin& origin) {
  if (catalog_->session_path && catalog_->local_path_transaction != origin.transaction) {
    catalog_->end_local_path();
  }
  if (command.size() == 1) {
    replay(*catalog_, command.front(), origin);
  } else {
    for (const Pass pass : {Pass::drop, Pass::alter_type, Pass::add_column, Pass::other}) {
      for (const Operation& operation : command) {
        if (pass_of(operation) == pass) replay(*catalog_, operation, origin);
      }
    }
  }
  if (catalog_->mysql) count_row_versions(*catalog_, command);
}

void Schema::end_transaction() {
  catalog_->end_local_path();
}

const Table* Schema::find_table(const ObjectName& name) const {
  return catalog_->find_table(name);
}
const Table* Schema::find_table(RelationKey key) const {
  return catalog_->find_table(key);
}
const Index* Schema::find_index(const ObjectName& name) const {
  return catalog_->find_index(name);
}
const Index* Schema::find_index(RelationKey key) const {
  return catalog_->find_index(key);
}
const UserType* Schema::find_type(const ObjectName& name) const {
  return catalog_->find_type(name);
}

const Function* Schema::find_function(const ObjectName& name) const {
  const auto* overloads = catalog_->find_functions(name);
  if (overloads == nullptr) return nullptr;
  return &*std::ranges::max_element(*overloads, {}, &Function::volatility);
}

bool Schema::known_absent(const ObjectName& name) const {
  if (catalog_->absent.contains(catalog_->key(name))) return true;
  return catalog_->began_empty && find_table(name) == nullptr && find_index(name) == nullptr;
}

std::optional<Absence> Schema::absence(const ObjectName& name) const {
  if (find_table(name) != nullptr || find_index(name) != nullptr) return std::nullopt;
  const auto* gone = catalog_->absent.find(catalog_->key(name));
  const std::uint32_t unread = catalog_->unread_transaction;
  if (gone != nullptr && gone->migration > 0 && gone->transaction > unread) return Absence{*gone};
  if (gone == nullptr && catalog_->began_empty && unread == 0) return Absence{};
  return std::nullopt;
}

bool Schema::is_sure_of(const Origin& made) const {
  return made.transaction > catalog_->unread_transaction;
}

void Schema::miss_statement(const Origin& origin) {
  catalog_->unread_transaction = origin.transaction;
}

void Schema::begin_empty() {
  catalog_->began_empty = true;
}

std::vector<RelationKey> Schema::tables_calling(const ObjectName& function) const {
  const Function* known = find_function(function);
  if (known == nullptr) return {};
  std::vector<RelationKey> tables =
      catalog_->called_by.of(catalog_->intern(known->schema, known->name));
  catalog_->tables.for_each([&](RelationKey /*key*/, const std::shared_ptr<Table>& table) {
    const bool calls = std::ranges::any_of(table->columns, [&](const Column& column) {
      return std::ranges::find(column.default_calls, known->name) != column.default_calls.end();
    });
    if (calls && std::ranges::find(tables, table->key) == tables.end()) {
      tables.push_back(table->key);
    }
  });
  std::ranges::sort(tables);
  return tables;
}

std::vector<RelationKey> Schema::published_tables(std::string_view publication) const {
  const auto* tables = catalog_->publications.find(publication);
  return tables == nullptr ? std::vector<RelationKey>() : *tables;
}

RelationKey Schema::table_of_statistics(const ObjectName& statistics) const {
  const RelationKey* table = catalog_->statistics.find(catalog_->key(statistics));
  return table == nullptr ? RelationKey() : *table;
}

std::vector<RelationKey> Schema::referencing_tables(RelationKey table_key) const {
  return catalog_->referenced_by.of(table_key);
}

std::vector<RelationKey> Schema::tables_using_type(const ObjectName& type) const {
  std::vector<RelationKey> types;
  if (const UserType* known = catalog_->find_type(type)) {
    types.push_back(catalog_->intern(known->schema, known->name));
  } else {
    types.push_back(catalog_->key(type));
  }
  // Domains over the type use it, too.
  std::vector<RelationKey> tables;
  std::unordered_set<std::string_view> seen(types.begin(), types.end());
  for (std::size_t i = 0; i < types.size(); ++i) {
    for (const RelationKey user : catalog_->typed_by.of(types[i])) {
      if (!seen.insert(user).second) continue;
      (catalog_->tables.contains(user) ? tables : types).push_back(user);
    }
  }
  return tables;
}

std::vector<RelationKey> Schema::views_reading(RelationKey table_key) const {
  std::vector<RelationKey> views = catalog_->read_by.of(table_key);
  std::unordered_set<std::string_view> seen(views.begin(), views.end());
  for (std::size_t i = 0; i < views.size(); ++i) {
    for (const RelationKey view : catalog_->read_by.of(views[i])) {
      if (seen.insert(view).second) views.push_back(view);
    }
  }
  return views;
}

bool Schema::schema_exists(std::string_view schema) const {
  return catalog_->schemas.contains(schema);
}

bool Schema::extension_exists(std::string_view extension) const {
  return catalog_->extensions.contains(extension);
}

RelationKey Schema::key(const ObjectName& name) const {
  return catalog_->key(name);
}

void Schema::set_search_path(std::vector<std::string> schemas) {
  catalog_->path = std::make_shared<SearchPath>(SearchPath{std::move(schemas)});
  catalog_->session_path = nullptr;
}

std::span<const std::string> Schema::search_path() const {
  return catalog_->path->schemas;
}

bool Schema::any_table(const std::function<bool(const Table&)>& test) const {
  return catalog_->tables.any_of(
      [&](RelationKey, const std::shared_ptr<Table>& table) { return test(*table); });
}

std::vector<const Table*> Schema::tables() const {
  std::vector<const Table*> all;
  all.reserve(catalog_->tables.size());
  catalog_->tables.for_each(
      [&](RelationKey, const std::shared_ptr<Table>& table) { all.push_back(table.get()); });
  std::ranges::sort(all, {}, &Table::key);
  return all;
}

std::vector<const UserType*> Schema::types() const {
  std::vector<const UserType*> all;
  catalog_->types.for_each(
      [&](RelationKey, const std::shared_ptr<UserType>& type) { all.push_back(type.get()); });
  std::ranges::sort(all, {},
                    [](const UserType* type) { return std::tie(type->schema, type->name); });
  return all;
}

std::vector<const Function*> Schema::functions() const {
  std::vector<const Function*> all;
  catalog_->functions.for_each([&](RelationKey, const auto& overloads) {
    for (const Function& function : *overloads)
      all.push_back(&function);
  });
  std::ranges::sort(all, {}, [](const Function* function) {
    return std::tie(function->schema, function->name, function->arguments);
  });
  return all;
}

}  // namespace miglint
