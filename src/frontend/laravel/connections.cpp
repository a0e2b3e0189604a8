// Connections other than the migration's own: `Schema::connection('reports')`, `DB::connection()`,
// a model's `$connection`.
#include <fmt/format.h>

#include <algorithm>

#include "frontend/laravel/session.h"

namespace miglint::laravel {

using eval::Value;

namespace {

std::string_view server_of(const Connection& connection) {
  switch (connection.dialect) {
    case Dialect::postgres:
      return "PostgreSQL";
    case Dialect::mariadb:
      return "MariaDB";
    case Dialect::mysql:
      break;
  }
  return "MySQL";
}

std::string_view driver_name(Dialect dialect) {
  switch (dialect) {
    case Dialect::postgres:
      return "pgsql";
    case Dialect::mariadb:
      return "mariadb";
    case Dialect::mysql:
      break;
  }
  return "mysql";
}

}  // namespace

std::string Session::default_connection() const {
  if (around_.config) {
    const auto usual = around_.config("database.default");
    if (usual && usual->str()) return *usual->str();
  }
  return {};
}

bool Session::same_connection(const Value& name) const {
  if (name.is_null() || name.is_unknown()) return true;
  const auto text = name.str();
  if (!text) return true;
  if (!around_.connection_name.empty()) return *text == around_.connection_name;
  return *text == default_connection() || *text == driver_name(own_.dialect);
}

/// Its number; 0: the migration's own, or one of which nothing is known.
std::size_t Session::connection_named(const Value& name, Span span) {
  if (same_connection(name)) return 0;
  const std::string wanted = *name.str();
  const auto known = std::ranges::find_if(
      others_, [&](const std::unique_ptr<Other>& other) { return other->name == wanted; });
  if (known != others_.end()) return static_cast<std::size_t>(known - others_.begin()) + 1;
  const auto described = around_.connection_named ? around_.connection_named(wanted) : std::nullopt;
  if (!described) {
    opaque(span, fmt::format("what follows runs on the connection `{}`, which the config does not "
                             "describe: it is read as {}",
                             wanted, server_of(own_)));
    return 0;
  }
  TransactionScope scope;
  scope.send = Send::statement;
  scope.wrap = Wrap::none;
  scope.known_by = KnownBy::tool_default;
  scope.reason = fmt::format(
      "Laravel's transaction is on the migration's own connection, not on `{}`", wanted);
  script_.scopes.push_back(std::move(scope));
  others_.push_back(std::make_unique<Other>(wanted, *described,
                                            static_cast<std::uint32_t>(script_.scopes.size() - 1)));
  return others_.size();
}

/// The number of the present one.
std::size_t Session::current() const {
  const auto other = std::ranges::find_if(
      others_, [&](const std::unique_ptr<Other>& one) { return &one->connection == now_; });
  return other == others_.end() ? 0 : static_cast<std::size_t>(other - others_.begin()) + 1;
}

Connection& Session::numbered(std::size_t number) {
  return number == 0 || number > others_.size() ? own_ : others_[number - 1]->connection;
}

Connection& Session::connection_of(const Value& receiver) {
  const eval::Object* object = receiver.object();
  if (object == nullptr || object->positional.empty()) return *now_;
  if (object->type == "SchemaBuilder" || object->type == "Connection") {
    const auto* number = object->positional.front().get<std::int64_t>();
    return number == nullptr ? *now_ : numbered(static_cast<std::size_t>(*number));
  }
  const Query* query = query_of(receiver);
  if (query == nullptr) return *now_;
  const auto other = std::ranges::find_if(others_, [&](const std::unique_ptr<Other>& one) {
    return &one->connection == &query->connection();
  });
  return other == others_.end() ? own_ : (*other)->connection;
}

Value Session::on_connection(Connection& connection, const std::function<Value()>& call) {
  Connection* const before = now_;
  now_ = &connection;
  Value result = call();
  now_ = before;
  return result;
}

/// What another server gets is printed as that server reads it, and judged only where it is one of
/// the migration's own kind.
void Session::place_on_connection(SqlStatement& statement) {
  const auto other = std::ranges::find_if(
      others_, [&](const std::unique_ptr<Other>& one) { return &one->connection == now_; });
  if (other == others_.end()) return;
  statement.scope = (*other)->scope;
  if (now_->is_mysql() == own_.is_mysql()) return;
  statement.not_judged =
      fmt::format("it runs on the connection `{}`, which is {}: it is printed and not judged",
                  (*other)->name, server_of(*now_));
}

}  // namespace miglint::laravel
