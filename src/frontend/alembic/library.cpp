#include "frontend/alembic/library.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "frontend/alembic/library_words.h"
#include "frontend/alembic/types.h"

namespace miglint::alembic {

using eval::Arguments;
using eval::External;
using eval::Object;
using eval::Symbol;
using eval::Value;

namespace fs = std::filesystem;

namespace {

Value object(std::string type, const Arguments& arguments) {
  Object made{.type = std::move(type),
              .positional = arguments.positional,
              .attributes = arguments.named,
              .span = arguments.span,
              .origin = arguments.origin};
  return eval::make_object(std::move(made));
}

bool is_type(const Value& value, std::string_view type) {
  return value.object() != nullptr && value.object()->type == type;
}

}  // namespace

Library::Library(Dialect dialect, const Environment& environment, Arena& arena)
    : words_(dialect),
      environment_(environment),
      arena_(arena),
      operations_(words_, [this](const Sql& sql, Span span) { emit(sql, span); }) {}

std::uint32_t Library::add_scope(Wrap wrap, std::string reason) {
  TransactionScope scope;
  scope.wrap = wrap;
  scope.send = Send::statement;
  scope.known_by =
      wrap == Wrap::none && !words_.is_mysql()
          ? KnownBy::marker
          : (environment_.transaction_per_migration ? KnownBy::config : KnownBy::tool_default);
  if (!environment_.is_known) scope.known_by = KnownBy::guess;
  if (wrap != Wrap::none) {
    scope.way_out =
        "`with op.get_context().autocommit_block():` commits what came before, also of earlier "
        "revisions, and runs what stands in it without a transaction";
  }
  scope.reason = std::move(reason);
  script_->scopes.push_back(std::move(scope));
  return static_cast<std::uint32_t>(script_->scopes.size() - 1);
}

void Library::begin(Script& script, const python::Interpreter& interpreter) {
  script_ = &script;
  interpreter_ = &interpreter;
  has_session_ = false;
  operations_.begin();
  if (words_.is_mysql()) {
    scope_ = add_scope(Wrap::none, "Alembic opens no transaction for DDL on MySQL");
  } else if (!environment_.transactional_ddl) {
    scope_ = add_scope(Wrap::none, fmt::format("{} sets transactional_ddl=False: Alembic opens no "
                                               "transaction",
                                               environment_.path));
  } else if (environment_.transaction_per_migration) {
    scope_ = add_scope(Wrap::file, fmt::format("{} sets transaction_per_migration: one transaction "
                                               "for each revision",
                                               environment_.path));
  } else {
    scope_ = add_scope(Wrap::all_pending,
                       "Alembic runs all pending revisions in one transaction by default");
  }
}

void Library::emit(const Sql& sql, Span span) {
  if (script_ == nullptr) return;
  SqlStatement statement;
  statement.span = span;
  statement.verbatim = false;
  statement.scope = scope_;
  statement.guards = interpreter_->guards();
  if (!sql.known()) {
    statement.certainty = Certainty::opaque;
    statement.opaque_reason = sql.opaque;
  } else {
    statement.certainty = sql.symbolic ? Certainty::symbolic : Certainty::exact;
    const std::size_t begin = sql.text.find_first_not_of(" \t\r\n");
    if (begin == std::string::npos) return;
    statement.text = arena_.copy(std::string_view(sql.text).substr(begin));
  }
  script_->statements.push_back(std::move(statement));
}

void Library::unknown(const std::string& reason, Span span) {
  if (interpreter_ == nullptr || !interpreter_->is_loading()) emit(cannot_be_known(reason), span);
}

void Library::discarded(const Value& value, Span span) {
  if (interpreter_ != nullptr && interpreter_->is_loading()) return;
  if (const auto* opaque = value.get<eval::Opaque>()) {
    emit(cannot_be_known(opaque->reason), span);
    return;
  }
  const std::string what = unread_root(value);
  if (!what.empty()) {
    emit(cannot_be_known(fmt::format("calls `{}`, which is not read", what)), span);
  }
}

void Library::assigned(const Value& object, std::string_view name, Span span) {
  // A row that the ORM loaded: the session sends an UPDATE for it.
  if (!has_session_ || !object.is_unknown()) return;
  emit(cannot_be_known(fmt::format("sets `{}` of a row that the ORM has loaded: which UPDATE the "
                                   "session sends is not known",
                                   name)),
       span);
}

void Library::defined(const Value& cls) {
  const auto table = as_table(cls, words_);
  if (!table) return;
  for (auto& [name, member] : cls.object()->attributes.entries) {
    if (!is_column(member)) continue;
    Object& column = *member.object();
    if (column_name(column).is_null()) column.attributes.set("__name__", name);
    column.attributes.set("__table__", table->key);
  }
}

void Library::note_foreign(const Arguments& arguments, std::string_view what) {
  const auto can_send = [](const Value& value) {
    const auto* path = value.get<External>();
    return is_type(value, "connection") || is_type(value, "session") || is_type(value, "batch") ||
           (path != nullptr && path->path == "alembic.op");
  };
  const bool gives = std::ranges::any_of(arguments.positional, can_send) ||
                     std::ranges::any_of(arguments.named.entries,
                                         [&](const auto& entry) { return can_send(entry.second); });
  if (gives)
    emit(cannot_be_known(fmt::format("gives the connection to `{}`, which is not read", what)),
         arguments.span);
}

Value Library::call(const std::string& path, const Arguments& arguments) {
  constexpr std::string_view operations = "alembic.op.";
  if (path.starts_with(operations))
    return call_operation(std::string_view(path).substr(operations.size()), arguments);
  if (path.starts_with("alembic.context.") || path.starts_with("alembic.migration.")) {
    if (path.ends_with(".is_offline_mode")) return false;
    if (path.ends_with(".get_context") || path.ends_with("MigrationContext.configure"))
      return object("context", arguments);
    return Symbol{arguments.origin};
  }
  if (path.starts_with("sqlalchemy.") || is_app_database(path))
    return call_sqlalchemy(path, arguments);
  if (auto known = call_standard(path, arguments)) return *known;
  note_foreign(arguments, path);
  return object(path, arguments);
}

Value Library::call_operation(std::string_view name, const Arguments& arguments) {
  if (name == "f" || name == "conv")
    return arguments.positional.empty() ? Value() : arguments.positional[0];
  if (name == "get_bind") return object("connection", arguments);
  if (name == "get_context") return object("context", arguments);
  if (name == "inline_literal") return object("alembic.inline_literal", arguments);
  if (name == "batch_alter_table") {
    Object batch{.type = "batch", .span = arguments.span, .origin = arguments.origin};
    const Value* table = arguments.get(0, "table_name");
    batch.attributes.set("table", table != nullptr ? *table : Value());
    const Value* schema = arguments.get(1, "schema");
    if (schema != nullptr) batch.attributes.set("schema", *schema);
    return eval::make_object(std::move(batch));
  }
  Value result = Symbol{arguments.origin};
  if (!operations_.run(name, arguments, result)) {
    emit(cannot_be_known(fmt::format("op.{} is an operation of a plug-in", name)), arguments.span);
  }
  return result;
}

Value Library::call_sqlalchemy(const std::string& path, const Arguments& arguments) {
  const std::string type = sqlalchemy_type(path);
  const std::string_view name = std::string_view(type).substr(type.rfind('.') + 1);
  if (const std::string function = function_name(path); !function.empty()) {
    Object made{.type = "sqlalchemy.func",
                .positional = arguments.positional,
                .span = arguments.span,
                .origin = arguments.origin};
    made.attributes.set("__name__", function);
    return eval::make_object(std::move(made));
  }
  if (name == "inspect" || name == "from_engine" || name == "Inspector")
    return object("inspector", arguments);
  if (name == "Session" || name == "scoped_session") {
    has_session_ = true;
    return object("session", arguments);
  }
  if (name == "sessionmaker") return object("sessionmaker", arguments);
  if (name == "declarative_base" || name == "automap_base") {
    Object base{.type = "class", .span = arguments.span, .origin = "Base"};
    return eval::make_object(std::move(base));
  }
  if (name == "create_engine" || name == "event") return Symbol{arguments.origin};
  return object(type, arguments);
}

Value Library::call_on_connection(std::string_view name, const Arguments& arguments,
                                  const Value& receiver) {
  if (name == "execute" || name == "scalar" || name == "scalars") {
    const Value* statement = arguments.get(0, "statement");
    const Value* parameters = arguments.get(1, "parameters");
    // `execute(statement, a=1, b=2)` of SQLAlchemy 1.
    Value named;
    if (parameters == nullptr && !arguments.named.entries.empty()) {
      auto map = std::make_shared<eval::Map>();
      for (const auto& [key, value] : arguments.named.entries)
        if (key != "statement" && key != "object_" && key != "execution_options")
          map->set(key, value);
      named = map;
      if (!map->entries.empty()) parameters = &named;
    }
    if (statement == nullptr) statement = arguments.named.find("object_");
    if (statement != nullptr) operations_.execute(*statement, parameters, arguments.span);
    return Symbol{arguments.origin};
  }
  if (name == "exec_driver_sql" && !arguments.positional.empty()) {
    const Value& text = arguments.positional[0];
    if (text.text() != nullptr) {
      emit(words_.statement(*text.text()), arguments.span);
    } else {
      operations_.execute(text, nullptr, arguments.span);
    }
    return Symbol{arguments.origin};
  }
  if (name == "commit" || name == "rollback") {
    emit(name == "commit" ? "COMMIT" : "ROLLBACK", arguments.span);
    return {};
  }
  if (name == "begin" || name == "begin_nested" || name == "connect" ||
      name == "execution_options" || name == "get_bind" || name == "connection" ||
      name == "__call__") {
    return receiver;
  }
  return Symbol{arguments.origin};
}

Value Library::call_method(const Value& receiver, std::string_view name,
                           const Arguments& arguments) {
  const Object* on = receiver.object();
  const bool executes = name == "execute" || name == "scalar" || name == "exec_driver_sql";
  if (on == nullptr) {
    // Not known what it is, but known what it is asked to do.
    if (executes && !arguments.positional.empty())
      return call_on_connection(name, arguments, receiver);
    note_foreign(arguments, origin_of(receiver));
    return Symbol{arguments.origin};
  }
  if (on->type == "connection" || on->type == "engine") {
    return call_on_connection(name, arguments, receiver);
  }
  if (on->type == "session") return call_on_session(name, arguments, receiver);
  if (on->type == "sessionmaker") {
    has_session_ = true;
    return object("session", arguments);
  }
  if (on->type == "batch") {
    Value result = Symbol{arguments.origin};
    if (name == "f") return call_operation(name, arguments);
    if (!operations_.run_in_batch(*on, name, arguments, result))
      emit(cannot_be_known(fmt::format("batch_op.{} is an operation of a plug-in", name)),
           arguments.span);
    return result;
  }
  if (on->type == "context") {
    if (name == "autocommit_block") return object("autocommit", arguments);
    if (name == "execute") {
      operations_.execute(arguments.positional.empty() ? Value() : arguments.positional[0], nullptr,
                          arguments.span);
      return Symbol{arguments.origin};
    }
    return Symbol{arguments.origin};
  }
  if (on->type == "dialect" && name == "type_descriptor" && !arguments.positional.empty())
    return arguments.positional[0];
  if (on->type == "inspector" || on->type == "dialect" || on->type == "autocommit")
    return Symbol{arguments.origin};
  if (name == "create" || name == "drop") {
    if (operations_.run_on_type(receiver, name, arguments.span)) return {};
    if (operations_.run_on_object(receiver, name, arguments.span)) return {};
  }
  if ((name == "create_all" || name == "drop_all") && on->type == "sqlalchemy.MetaData") {
    const Value* tables = arguments.named.find("tables");
    if (tables != nullptr && tables->list() != nullptr) {
      for (const Value& table : tables->list()->items)
        operations_.run_on_object(table, name == "create_all" ? "create" : "drop", arguments.span);
    } else {
      emit(cannot_be_known("which tables the MetaData holds is not known"), arguments.span);
    }
    return {};
  }
  // Reads the catalog, no more.
  if (name == "reflect" && on->type == "sqlalchemy.MetaData") return {};
  if (name == "__getitem__" && on->type == ".tables" && !arguments.positional.empty() &&
      arguments.positional[0].str()) {
    return eval::make_object({.type = "sqlalchemy.Table",
                              .positional = arguments.positional,
                              .span = arguments.span,
                              .origin = arguments.origin});
  }
  if (name == "__getitem__" && on->type == ".c" && !arguments.positional.empty() &&
      arguments.positional[0].str()) {
    return column_of(on->receiver, *arguments.positional[0].str(), words_, arguments.origin);
  }
  if (const auto known = call_on_query(*on, name, arguments)) return *known;
  note_foreign(arguments, on->origin);
  Object made{.type = fmt::format(".{}", name),
              .positional = arguments.positional,
              .attributes = arguments.named,
              .receiver = receiver,
              .span = arguments.span,
              .origin = arguments.origin};
  return eval::make_object(std::move(made));
}

std::optional<Value> Library::attribute(const Value& receiver, std::string_view name) {
  const Object* on = receiver.object();
  const auto made = [&](std::string type) {
    return eval::make_object({.type = std::move(type),
                              .receiver = receiver,
                              .origin = fmt::format("{}.{}", origin_of(receiver), name)});
  };
  // Whoever gave the connection or the engine, it is one to this server.
  const bool unread = receiver.get<Symbol>() != nullptr || !unread_root(receiver).empty();
  if (name == "dialect" && unread) return made("dialect");
  if (on == nullptr) return std::nullopt;
  const std::string_view dialect_name = words_.is_mysql() ? "mysql" : "postgresql";
  if (on->type == "connection" || on->type == "session" || on->type == "context" ||
      on->type == "engine") {
    if (name == "dialect") return made("dialect");
    if (name == "engine") return made("engine");
    if (name == "bind" || name == "connection") return made("connection");
    if (name == "name") return Value(dialect_name);
    if (name == "as_sql") return Value(false);
    return Value(Symbol{fmt::format("{}.{}", on->origin, name)});
  }
  if (on->type == "dialect") {
    if (name == "name") return Value(dialect_name);
    return Value(Symbol{fmt::format("{}.{}", on->origin, name)});
  }
  if (on->type == "inspector") return std::nullopt;
  if (on->type == ".c")
    return column_of(on->receiver, name, words_, fmt::format("{}.{}", on->origin, name));
  if (name == "__table__" && on->type == "class") return made(".__table__");
  if (name == "tables" && on->type == "sqlalchemy.MetaData") return made(".tables");
  if (name == "astext") return made(".astext");
  if (on->type != "class" && as_table(receiver, words_)) {
    if (name == "c" || name == "columns") return made(".c");
    if (name == "name" && !on->positional.empty()) return on->positional[0];
  }
  if (name == "enums") {
    std::vector<Value> labels;
    for (const Value& label : on->positional)
      if (label.text() != nullptr) labels.push_back(label);
    return eval::make_list(std::move(labels));
  }
  return std::nullopt;
}

Value Library::enter(const Value& context, Span) {
  if (is_type(context, "autocommit") && script_ != nullptr && !words_.is_mysql()) {
    scope_ = add_scope(Wrap::none,
                       "autocommit_block() commits what came before and runs its "
                       "statements without a transaction");
  }
  return context;
}

void Library::leave(const Value& context, Span) {
  if (!is_type(context, "autocommit") || script_ == nullptr || words_.is_mysql()) return;
  // Alembic begins a transaction again behind the block.
  TransactionScope again = script_->scopes.front();
  script_->scopes.push_back(std::move(again));
  scope_ = static_cast<std::uint32_t>(script_->scopes.size() - 1);
}

bool Library::may_read(std::string_view module) const {
  return !is_library_module(module);
}

std::optional<python::ModuleText> Library::find_module(const std::string& name, int level,
                                                       const std::string& from) {
  constexpr int most_modules = 12;
  constexpr std::uintmax_t largest = 64UZ * 1024;
  constexpr int most_levels = 8;
  if (is_library_module(name) || modules_read_ >= most_modules) return std::nullopt;
  std::string file = name;
  std::ranges::replace(file, '.', '/');
  fs::path folder = fs::path(from).parent_path();
  if (folder.empty()) folder = ".";
  for (int up = 1; up < level; ++up)
    folder /= "..";
  for (int up = 0; up < (level > 0 ? 1 : most_levels); ++up) {
    for (const fs::path& path : {folder / (file + ".py"), folder / file / "__init__.py"}) {
      std::error_code error;
      if (file.empty() || !fs::is_regular_file(path, error)) continue;
      if (fs::file_size(path, error) > largest) return std::nullopt;
      ++modules_read_;
      const std::ifstream stream(path, std::ios::binary);
      std::ostringstream text;
      text << stream.rdbuf();
      return python::ModuleText{path.generic_string(), text.str()};
    }
    // What stands beside a repository is none of its code.
    std::error_code error;
    if (fs::exists(folder / ".git", error)) break;
    folder /= "..";
  }
  return std::nullopt;
}

}  // namespace miglint::alembic
