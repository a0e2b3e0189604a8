// Phinx's AbstractMigration and its table builder, as a migration calls them.
#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "frontend/laravel/phinx/adapter.h"
#include "frontend/laravel/phinx/arguments.h"
#include "frontend/laravel/pluralize.h"
#include "frontend/laravel/session.h"
#include "frontend/php/functions.h"
#include "frontend/php/operators.h"
#include "source/ascii.h"

namespace miglint::laravel {

using eval::Arguments;
using eval::Value;

namespace {

using phinx::Action;
using Kind = Action::Kind;

template <std::size_t Count>
bool is_one_of(std::string_view method, const std::array<std::string_view, Count>& names) {
  return std::ranges::find(names, method) != names.end();
}

/// These alone say that the table is there already.
bool needs_table(const Action& action) {
  return action.kind != Kind::add_column && action.kind != Kind::add_index &&
         action.kind != Kind::add_foreign_key;
}

bool same_guards(const std::vector<Guard>& one, const std::vector<Guard>& other) {
  return std::ranges::equal(one, other, [](const Guard& a, const Guard& b) {
    return a.kind == b.kind && a.text == b.text && a.span == b.span;
  });
}

std::string bound_boolean(bool on, bool is_mysql) {
  if (is_mysql) return on ? "1" : "0";
  return on ? "'TRUE'" : "'FALSE'";
}

}  // namespace

/// Of a call in a chain its own part: what the calls before it say is not said by it.
Span Session::own_part(const Value& receiver, Span span) const {
  const eval::Object* object = receiver.object();
  if (object == nullptr || object->span.file != span.file || object->span.begin != span.begin ||
      object->span.end >= span.end) {
    return span;
  }
  const std::string_view rest = php_->text(Span{span.file, object->span.end, span.end});
  const std::size_t blanks = rest.find_first_not_of(" \t\r\n");
  if (blanks == rest.npos) return span;
  return {span.file, object->span.end + static_cast<std::uint32_t>(blanks), span.end};
}

std::optional<Value> Session::phinx_call(std::string_view method, Arguments& arguments) {
  const Span span = arguments.span;
  const Value first = argument(arguments, 0);
  const phinx::Target target{on(), around_.phinx};
  static constexpr auto sends =
      std::to_array<std::string_view>({"execute", "query", "fetchRow", "fetchAll"});
  if (is_one_of(method, sends)) {
    send_raw(first, argument(arguments, 1, "params"), span);
    return php_->symbol(span);
  }
  if (method == "table") {
    auto made = std::make_unique<phinx::Table>();
    made->name = std::make_shared<phinx::TableName>();
    made->name->name = name(first, span).text();
    if (const auto options = row(argument(arguments, 1, "options"), span))
      made->name->options = *options;
    made->span = span;
    phinx_tables_.push_back(std::move(made));
    return handle("PhinxTable", phinx_tables_.size() - 1, span);
  }
  if (method == "isMigratingUp") return direction_ == Direction::up;
  if (method == "getAdapter") return handle("PhinxAdapter", 0, span);
  if (method == "getAdapterType") return Value(on().is_mysql() ? "mysql" : "pgsql");
  if (method == "dropTable" || method == "truncateTable") {
    const std::string table = phinx::quoted_table(target, name(first, span).text());
    send(method == "dropTable"
             ? "DROP TABLE " + table
             : "TRUNCATE TABLE " + table + (on().is_mysql() ? "" : " RESTART IDENTITY"),
         span);
    return Value();
  }
  if (method == "createSchema" || method == "dropSchema" || method == "dropDatabase") {
    const std::string what = phinx::quoted(target, name(first, span).text());
    send(method == "createSchema" ? "CREATE SCHEMA IF NOT EXISTS " + what
         : method == "dropSchema" ? "DROP SCHEMA IF EXISTS " + what + " CASCADE"
                                  : "DROP DATABASE IF EXISTS " + what,
         span);
    return Value();
  }
  if (method.ends_with("Builder") && method.starts_with("get")) {
    opaque(span, "what Cake's query builder sends is not modelled");
    return handle("?Harmless", 0, span);
  }
  if (method == "commitTransaction" || method == "rollbackTransaction") {
    send(method == "commitTransaction" ? "COMMIT" : "ROLLBACK", span);
    return Value();
  }
  if (method == "beginTransaction") {
    send(on().is_mysql() ? "START TRANSACTION" : "BEGIN", span);
    return Value();
  }
  static constexpr auto says = std::to_array<std::string_view>(
      {"hasTable", "hasColumn", "hasIndex", "hasForeignKey", "getOutput", "getInput",
       "getEnvironment", "shouldExecute", "getVersion", "getName", "getOption", "getOptions",
       "getConnection", "hasTransactions", "castToBool", "quoteTableName", "quoteColumnName"});
  if (is_one_of(method, says)) return php_->symbol(span);
  return std::nullopt;
}

Value Session::phinx_table(const Value& receiver, std::string_view method, Arguments& arguments) {
  const auto* index = receiver.object()->positional.front().get<std::int64_t>();
  phinx::Table& table = *phinx_tables_[static_cast<std::size_t>(*index)];
  const Span span = own_part(receiver, arguments.span);
  static constexpr auto asks = std::to_array<std::string_view>(
      {"exists", "hasColumn", "hasIndex", "hasIndexByName", "hasForeignKey", "hasPrimaryKey",
       "getColumns", "getColumn", "getOptions", "getTable", "getAdapter", "hasPendingActions"});
  if (method == "getName") return Value(table.name->name);
  if (is_one_of(method, asks)) return php_->symbol(arguments.span);
  if (method == "create" || method == "update" || method == "save") {
    const bool exists = method == "update" || (method == "save" && phinx_exists(table));
    phinx_run(table, exists, span);
    return {};
  }
  if (method == "saveData") {
    phinx_save_data(table, span);
    return {};
  }
  if (method == "truncate") {
    Arguments given;
    given.span = span;
    given.positional.emplace_back(table.name->name);
    (void)phinx_call("truncateTable", given);
    return {};
  }
  const Value self = handle("PhinxTable", static_cast<std::size_t>(*index), arguments.span);
  if (method == "insert") {
    auto given = rows(argument(arguments, 0, "data"), span);
    if (!given) {
      table.problem = "the rows that are inserted are not known";
    } else {
      std::ranges::move(*given, std::back_inserter(table.rows));
    }
    return self;
  }
  phinx_action(table, method, arguments, span);
  return self;
}

void Session::phinx_action(phinx::Table& table, std::string_view method, Arguments& arguments,
                           Span span) {
  const auto read = [&](const Value& value) { return attribute(value, span, false); };
  std::vector<Action> made;
  const auto problem = phinx::read_call(
      {.method = method, .arguments = arguments, .read = read, .settings = around_.phinx}, made);
  if (!problem.empty()) {
    table.problem = problem;
    return;
  }
  for (Action& action : made) {
    action.table = table.name;
    action.span = span;
    action.guards = guards();
    table.actions.push_back(std::move(action));
  }
}

/// Table::save() asks the catalog. What is known here: what this migration did before, what the
/// migrations before it speak of, and that some actions need a table.
bool Session::phinx_exists(const phinx::Table& table) const {
  if (undoes_change_) return true;
  const std::string& name = table.name->name;
  if (const auto known = phinx_known_.find(name); known != phinx_known_.end()) return known->second;
  if (around_.table_before && around_.table_before(name)) return true;
  return std::ranges::any_of(table.actions, needs_table);
}

void Session::phinx_run(phinx::Table& table, bool exists, Span span) {
  std::vector<Action> actions = std::exchange(table.actions, {});
  if (!table.problem.empty()) {
    opaque(span, std::exchange(table.problem, {}));
    table.rows.clear();
    return;
  }
  const bool renames = std::ranges::any_of(
      actions, [](const Action& action) { return action.kind == Kind::rename_table; });
  if (!exists && !renames) {
    Action create;
    create.table = table.name;
    create.span = table.span;
    create.guards = guards();
    actions.push_back(std::move(create));
    phinx_known_[table.name->name] = true;
  }
  for (const Action& action : actions) {
    if (action.kind == Kind::drop_table) phinx_known_[table.name->name] = false;
    if (action.kind == Kind::rename_table) {
      phinx_known_[table.name->name] = false;
      phinx_known_[action.new_name] = true;
    }
  }
  const phinx::Target target{on(), around_.phinx};
  if (undoes_change_) {
    for (Action& action : phinx::in_plan_order(actions, target)) {
      action.guards = guards();
      phinx_sent_.push_back(std::move(action));
    }
  } else {
    phinx_send(phinx::plan(actions, target), span, guards());
  }
  phinx_save_data(table, span);
}

void Session::phinx_send(const phinx::Statements& statements, Span span,
                         const std::vector<Guard>& guards) {
  const std::size_t before = script_.statements.size();
  if (!statements) {
    opaque(span, statements.error());
  } else {
    for (const CompiledSql& statement : *statements)
      send(statement);
  }
  for (std::size_t i = before; i < script_.statements.size(); ++i)
    script_.statements[i].guards = guards;
}

void Session::phinx_save_data(phinx::Table& table, Span span) {
  const std::vector<Row> rows = std::exchange(table.rows, {});
  if (!table.problem.empty()) {
    opaque(span, std::exchange(table.problem, {}));
    return;
  }
  if (rows.empty()) return;
  const phinx::Target target{on(), around_.phinx};
  const Query printer(on(), Attribute("x"));
  const auto keys_of = [](const Row& row) {
    std::vector<std::string> keys;
    for (const auto& [column, value] : row)
      keys.push_back(column);
    return keys;
  };
  const auto first_of = [&](const Row& row) {
    std::vector<std::string> columns;
    for (const std::string& key : keys_of(row))
      columns.push_back(phinx::quoted(target, key));
    return "INSERT INTO " + phinx::quoted_table(target, table.name->name) + " (" +
           phinx::joined(columns, ", ") + ") " +
           (on().is_mysql() ? "" : "OVERRIDING SYSTEM VALUE ") + "VALUES ";
  };
  const auto values_of = [&](const Row& row) {
    std::vector<std::string> values;
    for (const auto& [column, value] : row) {
      const bool* flag = std::get_if<bool>(&value.value);
      values.push_back(flag != nullptr ? bound_boolean(*flag, on().is_mysql())
                                       : printer.literal(value));
    }
    return '(' + phinx::joined(values, ", ") + ')';
  };
  const bool alike = std::ranges::all_of(
      rows, [&](const Row& row) { return keys_of(row) == keys_of(rows.front()); });
  if (alike) {
    std::vector<std::string> values;
    for (const Row& row : rows)
      values.push_back(values_of(row));
    send(first_of(rows.front()) + phinx::joined(values, ","), span);
    return;
  }
  for (const Row& row : rows)
    send(first_of(row) + values_of(row), span);
}

/// What is left when the migration's method is through.
void Session::phinx_finish() {
  for (const auto& table : phinx_tables_) {
    if (table->actions.empty() && table->rows.empty() && table->problem.empty()) continue;
    opaque(table->span,
           "no create(), update() or save() follows: Phinx stops with \"has pending actions\"");
  }
  const phinx::Target target{on(), around_.phinx};
  // Actions under the same conditions are undone together, the last of them first.
  while (!phinx_sent_.empty()) {
    const std::vector<Guard> guards = phinx_sent_.back().guards;
    auto begin = phinx_sent_.end();
    while (begin != phinx_sent_.begin() && same_guards(std::prev(begin)->guards, guards))
      --begin;
    const std::vector<Action> undone(begin, phinx_sent_.end());
    phinx_sent_.erase(begin, phinx_sent_.end());
    phinx_send(phinx::inverse_plan(undone, target), undone.back().span, guards);
  }
}

/// Constants of Phinx\Db\Adapter\MysqlAdapter and of the classes of types and columns.
std::optional<Value> Session::phinx_constant(std::string_view class_name,
                                             std::string_view constant) const {
  const std::string_view base = class_basename(class_name);
  if (around_.tool != Surroundings::Tool::phinx) return std::nullopt;
  if (!base.ends_with("Adapter") && base != "AdapterInterface" && base != "Column" &&
      base != "Index" && base != "ForeignKey") {
    return std::nullopt;
  }
  return phinx::constant(constant);
}

std::optional<Value> Session::phinx_object(std::string_view class_name, Arguments& arguments) {
  const std::string_view base = class_basename(class_name);
  if (around_.tool != Surroundings::Tool::phinx) return std::nullopt;
  eval::Object object;
  object.span = arguments.span;
  object.origin = source(arguments.span);
  if (base == "Literal") {
    object.type = "Raw";
    object.positional.push_back(argument(arguments, 0, "value"));
  } else if (base == "Column" || base == "Index") {
    object.type = base == "Column" ? "PhinxColumn" : "PhinxIndex";
  } else {
    return std::nullopt;
  }
  return eval::make_object(std::move(object));
}

/// `setLimit(20)`, `setOptions(['limit' => 20])` of a column or an index.
Value Session::phinx_setter(const Value& receiver, std::string_view method,
                            const Arguments& arguments) const {
  if (!method.starts_with("set") || method.size() < 4) return php_->symbol(arguments.span);
  eval::Attributes& attributes = receiver.object()->attributes;
  if (method == "setOptions") {
    if (const eval::Map* options = php::as_map(argument(arguments, 0))) {
      for (const auto& [key, value] : options->entries)
        attributes.set(key.str().value_or(""), value);
    }
    return receiver;
  }
  std::string option(method.substr(3));
  option.front() = ascii::lower(option.front());
  attributes.set(option, argument(arguments, 0));
  return receiver;
}

}  // namespace miglint::laravel
