#include "lint/rewrite.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace miglint {
namespace {

bool stands_in_file(const Statement& statement, const Migration& migration) {
  const SqlStatement* source = statement.source;
  return source != nullptr && source->verbatim && source->certainty == Certainty::exact &&
         source->guards.empty() && migration.placeholders.empty() &&
         migration.dialect == Dialect::postgres;
}

bool has_gap(std::string_view sql) {
  return sql.find("…") != std::string_view::npos || sql.find('<') != std::string_view::npos;
}

bool holds(std::string_view text, std::string_view word) {
  return !std::ranges::search(text, word, [](char a, char b) {
            return std::toupper(static_cast<unsigned char>(a)) == b;
          }).empty();
}

/// The safe way is put together from the operation: what the operation does not hold would be lost.
bool loses_words(std::string_view text, std::string_view sql) {
  constexpr std::array<std::string_view, 6> kWords{"IF EXISTS", "IF NOT EXISTS", "ONLY",
                                                   "CASCADE",   "TABLESPACE",    "WITH ("};
  const bool is_commented =
      text.find("--") != std::string_view::npos || text.find("/*") != std::string_view::npos;
  return is_commented || std::ranges::any_of(kWords, [&](std::string_view word) {
           return holds(text, word) && !holds(sql, word);
         });
}

std::size_t count_statements(std::string_view sql) {
  std::size_t count = 0;
  for (std::size_t at = sql.find(";\n"); at != std::string_view::npos; at = sql.find(";\n", at + 1))
    ++count;
  return count;
}

const TransactionScope* scope_of(const Statement& statement, const Script& script) {
  const std::size_t scope = statement.source->scope;
  return scope < script.scopes.size() ? &script.scopes[scope] : nullptr;
}

const Script& script_of(const Migration& migration, Direction direction) {
  return direction == Direction::up ? migration.up : migration.down;
}

/// What is sent to the server by itself can become two statements without becoming a transaction.
bool is_sent_alone(const TransactionScope* scope) {
  return scope == nullptr || scope->send == Send::statement;
}

}  // namespace

std::vector<Edit> rewrite(std::string_view sql, const Operation& operation, const Moment& at) {
  const Statement& statement = at.statement;
  if (!stands_in_file(statement, at.migration) || has_gap(sql)) return {};
  if (loses_words(statement.text, sql)) return {};
  if (operation.nesting.in_block || statement.operations.size() != 1) return {};
  if (at.transaction.open()) return {};
  if (count_statements(sql) > 1 &&
      !is_sent_alone(scope_of(statement, script_of(at.migration, at.direction)))) {
    return {};
  }
  // The semicolon of the last one is there already.
  if (sql.ends_with(";\n")) sql.remove_suffix(2);
  return {{.span = statement.span, .replacement = std::string(sql)}};
}

std::vector<Edit> limit_lock_waits(const ScriptEnd& at) {
  if (at.script.empty()) return {};
  const Statement& first = at.script.front();
  if (!stands_in_file(first, at.migration)) return {};
  const TransactionScope* scope = scope_of(first, script_of(at.migration, at.direction));
  if (scope == nullptr || scope->wrap == Wrap::unknown) return {};
  if (scope->wrap == Wrap::none && scope->send != Send::statement) return {};
  if (scope->runs_alone == RunsAlone::script_of_only_such) return {};
  const std::string_view local = scope->wrap == Wrap::none ? "" : "LOCAL ";
  std::string set = "SET ";
  set += local;
  set += "lock_timeout = '5s';\n";
  return {{.span = {first.span.file, first.span.begin, first.span.begin},
           .replacement = std::move(set)}};
}

}  // namespace miglint
