// Conditions: what is known of them, and the questions for the kind of server, whose answer is
// known because the file is read for one kind.
#include <algorithm>
#include <array>

#include "frontend/cxx/program/interpreter.h"
#include "frontend/cxx/program/sql_shape.h"

namespace miglint::cxx {
namespace {

/// The server that a driver's name or an enumerator stands for.
std::optional<Server> server_called(std::string_view name) {
  const std::string lower = lower_case(name);
  const auto has = [&](std::string_view part) { return lower.find(part) != lower.npos; };
  if (has("sqlite")) return Server::sqlite;
  if (has("mysql") || has("maria")) return Server::mysql;
  if (has("postgre") || has("psql") || has("pgsql") || has("libpq")) return Server::postgres;
  return std::nullopt;
}

/// A driver's name and nothing more: no SQL that speaks of one.
bool is_name(std::string_view text) {
  constexpr std::size_t kLongest = 24;
  return !text.empty() && text.size() <= kLongest && text.find(' ') == text.npos;
}

std::optional<Server> server_named(const Value& value, const clang::Expr* expression) {
  if (value.is_text()) {
    const auto text = value.text.str();
    return text && is_name(*text) ? server_called(*text) : std::nullopt;
  }
  if (expression == nullptr) return std::nullopt;
  if (const auto* named =
          llvm::dyn_cast<clang::DeclRefExpr>(expression->IgnoreUnlessSpelledInSource())) {
    if (const auto* constant = llvm::dyn_cast<clang::EnumConstantDecl>(named->getDecl()))
      return server_called(constant->getName());
  }
  return std::nullopt;
}

}  // namespace

std::optional<bool> Interpreter::is_for_server(const Value& a, const clang::Expr* with) {
  if (!a.is(Value::Kind::unknown)) return std::nullopt;
  if (options_.server == Server::any) return std::nullopt;
  const auto server = server_named(evaluate(with), with);
  if (!server) return std::nullopt;
  return *server == options_.server;
}

std::optional<bool> Interpreter::compare(clang::BinaryOperatorKind kind, const Value& a,
                                         const Value& b) {
  const auto ordered = [&](const auto& x, const auto& y) -> std::optional<bool> {
    switch (kind) {
      case clang::BO_EQ:
        return x == y;
      case clang::BO_NE:
        return x != y;
      case clang::BO_LT:
        return x < y;
      case clang::BO_GT:
        return x > y;
      case clang::BO_LE:
        return x <= y;
      case clang::BO_GE:
        return x >= y;
      default:
        return std::nullopt;
    }
  };
  using Kind = Value::Kind;
  if (a.is(Kind::number) && b.is(Kind::number)) return ordered(a.number, b.number);
  if (a.is(Kind::position) && b.is(Kind::position) && a.items == b.items)
    return ordered(a.number, b.number);
  const bool null_a = a.is(Kind::null) || (a.is(Kind::number) && a.number == 0);
  const bool null_b = b.is(Kind::null) || (b.is(Kind::number) && b.number == 0);
  if (null_a && null_b) return ordered(0, 0);
  if ((null_a && (b.is_text() || b.is(Kind::position))) ||
      (null_b && (a.is_text() || a.is(Kind::position)))) {
    if (kind == clang::BO_EQ) return false;
    if (kind == clang::BO_NE) return true;
  }
  if (a.is_text() && b.is_text()) {
    const auto x = a.text.str();
    const auto y = b.text.str();
    if (x && y) return ordered(*x, *y);
  }
  return std::nullopt;
}

std::optional<bool> Interpreter::truth(const clang::Expr* condition) {
  if (condition == nullptr) return true;
  const clang::Expr* bare = condition->IgnoreUnlessSpelledInSource();
  if (const auto* negation = llvm::dyn_cast<clang::UnaryOperator>(bare);
      negation != nullptr && negation->getOpcode() == clang::UO_LNot) {
    const auto inner = truth(negation->getSubExpr());
    return inner ? std::optional(!*inner) : std::nullopt;
  }
  if (const auto* both = llvm::dyn_cast<clang::BinaryOperator>(bare);
      both != nullptr && both->isLogicalOp()) {
    const bool is_and = both->getOpcode() == clang::BO_LAnd;
    const auto a = truth(both->getLHS());
    if (a && *a != is_and) return a;
    const auto b = truth(both->getRHS());
    if (b && *b != is_and) return b;
    return a && b ? a : std::nullopt;
  }
  const Value value = evaluate(bare);
  switch (value.kind) {
    case Value::Kind::number:
      return value.number != 0;
    case Value::Kind::null:
      return false;
    case Value::Kind::position:
      return true;
    case Value::Kind::text:
      if (bare->getType()->isPointerType() || bare->getType()->isArrayType()) return true;
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

bool Interpreter::asks_for_version(const clang::Expr* condition) const {
  if (condition == nullptr) return false;
  const std::string text = lower_case(source(condition->getSourceRange()));
  return text.find("version") != text.npos || text.find("revision") != text.npos ||
         text.find("schema_v") != text.npos || text.find("user_v") != text.npos;
}

}  // namespace miglint::cxx
