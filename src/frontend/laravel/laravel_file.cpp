#include "frontend/laravel/laravel_file.h"

#include <algorithm>
#include <string>
#include <utility>

#include "frontend/laravel/dry_run.h"
#include "frontend/php/interpreter.h"
#include "frontend/php/operators.h"
#include "frontend/syntax/tree.h"

namespace miglint {
namespace {

using eval::Value;

/// The class that is the migration: the one that has up() or change().
const php::Class* migration_class(const php::Interpreter& interpreter) {
  for (const php::Class& one : interpreter.classes()) {
    const bool runs = one.methods.contains("up") || one.methods.contains("down") ||
                      one.methods.contains("change");
    if (runs || one.parent.ends_with("Migration")) return &one;
  }
  return nullptr;
}

using Tool = laravel::Surroundings::Tool;

/// Doctrine and Phinx open a transaction on any server; on MySQL the first change of the schema
/// ends it.
TransactionScope scope_of(Tool tool, bool switched_off) {
  TransactionScope scope;
  scope.send = Send::statement;
  scope.wrap = switched_off ? Wrap::none : Wrap::file;
  scope.known_by = switched_off ? KnownBy::marker : KnownBy::tool_default;
  if (tool == Tool::phinx) {
    scope.reason =
        switched_off ? "`useTransactions()` says so" : "Phinx runs each migration in a transaction";
  } else {
    scope.reason = switched_off ? "`isTransactional()` returns false"
                                : "Doctrine runs each migration in a transaction unless its "
                                  "`isTransactional()` returns false";
  }
  return scope;
}

TransactionScope scope_of(const laravel::Connection& connection, bool switched_off) {
  TransactionScope scope;
  scope.send = Send::statement;
  if (connection.dialect != Dialect::postgres) {
    scope.wrap = Wrap::none;
    scope.known_by = KnownBy::tool_default;
    scope.reason = "Laravel opens no transaction around a migration on MySQL and MariaDB";
  } else if (switched_off) {
    scope.wrap = Wrap::none;
    scope.known_by = KnownBy::marker;
    scope.reason = "`$withinTransaction = false`";
  } else {
    scope.wrap = Wrap::file;
    scope.known_by = KnownBy::tool_default;
    scope.reason =
        "Laravel runs each migration in a transaction on PostgreSQL unless it says "
        "`$withinTransaction = false`";
  }
  return scope;
}

class FileReader {
 public:
  FileReader(FileId file, const SourceFile& source, const laravel::Surroundings& surroundings,
             Arena& arena)
      : file_(file),
        source_(source),
        around_(surroundings),
        arena_(arena),
        tree_(syntax::parse(syntax::Language::php, source.text())) {}

  Migration read() {
    Migration migration;
    migration.file = file_;
    migration.framework = around_.tool == Tool::doctrine ? "doctrine"
                          : around_.tool == Tool::phinx  ? "phinx"
                                                         : "laravel";
    if (around_.tool == Tool::laravel) migration.framework_version = around_.version.value_or(0);
    migration.dialect = around_.connection.dialect;
    const std::string_view path = source_.path();
    migration.id = path.substr(path.rfind('/') + 1);
    if (migration.id.ends_with(".php")) migration.id.resize(migration.id.size() - 4);
    if (const syntax::Node* error = tree_.first_error()) {
      const std::uint32_t end = std::max(error->begin + 1, std::min(error->end, error->begin + 80));
      migration.problems.push_back({{file_, error->begin, end},
                                    "this is no PHP that can be read; what it does is not known"});
    }
    run("up", migration, Direction::up);
    run("down", migration, Direction::down);
    return migration;
  }

 private:
  void run(std::string_view method, Migration& migration, Direction direction) {
    Script& script = direction == Direction::up ? migration.up : migration.down;
    laravel::Session session(around_, arena_, migration, direction);
    php::Interpreter interpreter(tree_.root(), source_.text(), file_, session);
    session.attach(interpreter);
    const php::Class* of = migration_class(interpreter);
    if (of == nullptr) {
      script.scopes.push_back(scope_of(around_.connection, false));
      if (method == "up") {
        session.opaque({file_, 0, static_cast<std::uint32_t>(source_.text().size())},
                       "the file has no migration class that can be read");
      }
      return;
    }
    if (direction == Direction::up) laravel::find_dry_run(interpreter, *of, migration.code_facts);
    const Value object = interpreter.instantiate(*of);
    if (around_.tool == Tool::laravel) {
      const auto within = interpreter.property(*of, "withinTransaction");
      script.scopes.push_back(scope_of(around_.connection, within && php::truth(*within) == false));
      // The transaction is opened on the connection that the class names, whatever its code uses.
      const auto named = interpreter.property(*of, "connection");
      const bool is_own =
          around_.connection_name.empty() || (named && named->str() == around_.connection_name);
      if (!is_own && script.scopes.back().wrap != Wrap::none) {
        script.scopes.back().wrap = Wrap::none;
        script.scopes.back().reason =
            "Laravel's transaction is on the migration's own connection, not on `" +
            around_.connection_name + "`";
      }
    } else {
      eval::Arguments none;
      none.span = interpreter.span(*of->node);
      const auto within = interpreter.call(
          object, around_.tool == Tool::phinx ? "useTransactions" : "isTransactional", none);
      script.scopes.push_back(scope_of(around_.tool, within && php::truth(*within) == false));
    }
    // Phinx's change() is both: what it gives itself runs both times.
    if (around_.tool == Tool::phinx && of->methods.contains("change")) {
      method = "change";
      if (direction == Direction::down) session.undo_change();
    }
    if (!of->methods.contains(method)) {
      const bool own_base = !of->parent.empty() && !of->parent.ends_with("\\Migration") &&
                            of->parent != "Migration" && !of->parent.ends_with("AbstractMigration");
      if (own_base || of->uses_traits) {
        session.opaque(interpreter.span(*of->node),
                       std::string(method) + "() comes from " +
                           (own_base ? of->parent : std::string("a trait")) +
                           ", which is not read");
      }
      return;
    }
    eval::Arguments none;
    none.span = interpreter.span(*of->node);
    interpreter.call(object, "__construct", none);
    interpreter.call(object, method, none);
    session.finish();
  }

  FileId file_;
  const SourceFile& source_;
  const laravel::Surroundings& around_;
  Arena& arena_;
  syntax::Tree tree_;
};

/// Knows nothing but the file.
class NoHost final : public php::Host {
 public:
  Value call_static(const std::string&, std::string_view, eval::Arguments&) override {
    return eval::Symbol{};
  }
  Value call_method(const Value&, std::string_view, eval::Arguments&) override {
    return eval::Symbol{};
  }
  std::optional<Value> call_function(std::string_view, eval::Arguments&) override {
    return std::nullopt;
  }
  Value construct(const std::string&, eval::Arguments&) override { return eval::Symbol{}; }
  std::optional<Value> property(const Value&, std::string_view) override { return std::nullopt; }
  std::optional<Value> static_property(const std::string&, std::string_view) override {
    return std::nullopt;
  }
  std::optional<Value> member_of(const Value&) override { return std::nullopt; }
  void opaque(Span, std::string) override {}
};

/// The connection that every call on a facade names: `Schema::connection('reports')`.
std::optional<std::string> only_connection(std::string_view text) {
  std::optional<std::string> only;
  for (const std::string_view facade : {"Schema::", "DB::"}) {
    for (std::size_t at = text.find(facade); at != text.npos; at = text.find(facade, at + 1)) {
      std::string_view rest = text.substr(at + facade.size());
      if (rest.starts_with("raw(")) continue;
      constexpr std::string_view call = "connection(";
      if (!rest.starts_with(call) || rest.size() < call.size() + 2) return std::nullopt;
      rest.remove_prefix(call.size());
      const char quote = rest.front();
      const std::size_t end = rest.find(quote, 1);
      if ((quote != '\'' && quote != '"') || end == rest.npos) return std::nullopt;
      const std::string name(rest.substr(1, end - 1));
      if (only && *only != name) return std::nullopt;
      only = name;
    }
  }
  return only;
}

}  // namespace

std::optional<std::string> laravel_connection(const SourceFile& source) {
  if (source.text().find("onnection") == std::string_view::npos) return std::nullopt;
  if (source.text().find("$connection") != std::string_view::npos) {
    const syntax::Tree tree = syntax::parse(syntax::Language::php, source.text());
    NoHost host;
    php::Interpreter interpreter(tree.root(), source.text(), {}, host);
    const php::Class* of = migration_class(interpreter);
    if (of == nullptr) return std::nullopt;
    const auto name = interpreter.property(*of, "connection");
    if (name) return name->str();
  }
  return only_connection(source.text());
}

Migration read_laravel_file(FileId file, const SourceFile& source,
                            const laravel::Surroundings& surroundings, Arena& arena) {
  return FileReader(file, source, surroundings, arena).read();
}

}  // namespace miglint
