// Doctrine Migrations, whose migrations give SQL themselves: `$this->addSql('…')`, and Doctrine's
// connection.
#include <algorithm>
#include <array>
#include <iterator>
#include <vector>

#include "frontend/laravel/placeholder.h"
#include "frontend/laravel/session.h"
#include "frontend/php/operators.h"

namespace miglint::laravel {

using eval::Arguments;
using eval::Value;

namespace {

template <std::size_t Count>
bool is_one_of(std::string_view method, const std::array<std::string_view, Count>& names) {
  return std::ranges::find(names, method) != names.end();
}

constexpr auto runs = std::to_array<std::string_view>(
    {"execute", "query", "fetchRow", "fetchAll", "executeStatement", "executeQuery",
     "executeUpdate", "exec", "fetchAllAssociative", "fetchAssociative", "fetchOne",
     "fetchFirstColumn", "fetchAllKeyValue", "fetchAllNumeric", "fetchNumeric", "fetchColumn",
     "iterateAssociative", "prepare"});

}  // namespace

std::optional<Value> Session::plain_sql_call(std::string_view method, Arguments& arguments) {
  const Span span = arguments.span;
  const Value first = argument(arguments, 0);
  if (around_.tool == Surroundings::Tool::doctrine) {
    if (method == "addSql") {
      const std::size_t before = script_.statements.size();
      send_raw(first, argument(arguments, 1, "params"), span);
      for (std::size_t i = before; i < script_.statements.size(); ++i)
        planned_.insert(i);
      return Value();
    }
    static constexpr auto says = std::to_array<std::string_view>(
        {"abortIf", "skipIf", "warnIf", "write", "throwIrreversibleMigrationException",
         "markAsApplied", "isTransactional", "getDescription"});
    if (is_one_of(method, says)) return php_->symbol(span);
  }
  if (around_.tool == Surroundings::Tool::phinx) {
    return phinx_call(method, arguments);
  }
  return std::nullopt;
}

void Session::finish() {
  phinx_finish();
  std::vector<SqlStatement> last;
  std::vector<SqlStatement> first;
  for (std::size_t i = 0; i < script_.statements.size(); ++i)
    (planned_.contains(i) ? last : first).push_back(std::move(script_.statements[i]));
  std::ranges::move(last, std::back_inserter(first));
  script_.statements = std::move(first);
}

Value Session::doctrine_connection(std::string_view method, Arguments& arguments) {
  const Span span = arguments.span;
  if (is_one_of(method, runs)) {
    send_raw(argument(arguments, 0), argument(arguments, 1, "params"), span);
    return php_->symbol(span);
  }
  if (method == "insert" || method == "update" || method == "delete") {
    Query target(on(), name(argument(arguments, 0), span));
    const auto conditions = [&](const Value& criteria) {
      const auto all = row(criteria, span);
      for (std::size_t i = 0; all && i < all->size(); ++i)
        target.wheres.emplace_back(
            "and", target.compare(Attribute((*all)[i].first), "=", (*all)[i].second));
      return all.has_value();
    };
    const auto values = row(argument(arguments, 1), span);
    const bool known = method == "delete"
                           ? conditions(argument(arguments, 1))
                           : values && (method == "insert" || conditions(argument(arguments, 2)));
    if (!known) {
      opaque(span, "which columns are written is not known");
    } else {
      send(method == "insert"   ? target.insert({*values})
           : method == "update" ? target.update(*values)
                                : target.remove(),
           span);
    }
    return php_->symbol(span);
  }
  if (method == "transactional") {
    begin(span);
    Value result =
        php_->call(argument(arguments, 0), {handle("DoctrineConnection", 0, span)}, span);
    end("COMMIT", span);
    return result;
  }
  if (method == "beginTransaction") {
    begin(span);
    return {};
  }
  if (method == "commit" || method == "rollBack") {
    end(method == "commit" ? "COMMIT" : "ROLLBACK", span);
    return {};
  }
  if (method.starts_with("get") || method == "quote" || method == "quoteIdentifier" ||
      method == "createSchemaManager" || method == "lastInsertId") {
    return handle("?Harmless", 0, span);
  }
  opaque(span, "the connection's method " + std::string(method) + "() is not modelled");
  return php_->symbol(span);
}

}  // namespace miglint::laravel
