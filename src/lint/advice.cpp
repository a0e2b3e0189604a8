#include "lint/advice.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "dialect/mysql/read.h"
#include "dialect/postgres/impact.h"
#include "dialect/postgres/read.h"
#include "lint/advice_alembic.h"
#include "lint/advice_laravel.h"
#include "lint/advice_php.h"
#include "project/tools/tool.h"
#include "source/arena.h"

namespace miglint {
namespace {

using Where = AdviceStep::Where;

/// How a language writes advice.
struct Writer {
  Language language;
  std::string_view comment;
  WriteAdvice write;
};

constexpr std::array writers{Writer{Language::python, "#", write_alembic_advice},
                             Writer{Language::php, "//", write_php_advice}};

const Writer* writer_of(const Migration& migration) {
  const Tool* tool = find_tool(migration.framework);
  if (tool == nullptr) return nullptr;
  const auto* found = std::ranges::find(writers, tool->language, &Writer::language);
  return found == writers.end() ? nullptr : found;
}

Where where_of(const Statement& statement, ServerVersion server) {
  const Schema nothing_known;
  for (const Operation& operation : statement.operations) {
    if (std::holds_alternative<op::ValidateConstraint>(operation.action)) return Where::later;
    const bool commits = operation.nesting.in_block &&
                         std::holds_alternative<op::TransactionControl>(operation.action);
    if (commits || !postgres::refused_in_transaction(operation, nothing_known,
                                                     postgres::Environment{server, {}})
                        .empty()) {
      return Where::outside;
    }
  }
  // With parts that are left to the reader it does not parse.
  const std::string_view text = statement.text;
  const bool is_block = text.starts_with("DO ") && text.contains("COMMIT;");
  return is_block || text.contains(" CONCURRENTLY ") ? Where::outside : Where::anywhere;
}

/// The lines of comment in text that holds nothing else; nothing when it does.
std::optional<std::vector<std::string_view>> comments_in(std::string_view text) {
  std::vector<std::string_view> comments;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const std::size_t begin = line.find_first_not_of(" \t\r;");
    if (begin == std::string_view::npos) continue;
    if (!line.substr(begin).starts_with("--")) return std::nullopt;
    const std::string_view rest = line.substr(begin + 2);
    comments.push_back(rest.substr(std::min(rest.find_first_not_of(' '), rest.size())));
  }
  return comments;
}

/// Nothing where the text is not SQL statements, each closed by a semicolon, and comments.
std::optional<std::vector<AdviceStep>> steps_of(std::string_view text,
                                                std::span<const Statement> statements,
                                                Dialect dialect, ServerVersion server) {
  std::vector<AdviceStep> steps;
  std::size_t at = 0;
  const auto add_comments = [&](std::size_t end, Where where) {
    const auto comments = comments_in(text.substr(at, end - at));
    if (!comments) return false;
    for (const std::string_view comment : *comments)
      steps.push_back({.comment = comment, .sql = {}, .operations = {}, .where = where});
    return true;
  };
  for (const Statement& statement : statements) {
    const Where where =
        dialect == Dialect::postgres ? where_of(statement, server) : Where::anywhere;
    if (!add_comments(statement.span.begin, where)) return std::nullopt;
    at = statement.span.begin + statement.text.size();
    const std::size_t close = text.find_first_not_of(" \n", at);
    if (close == std::string_view::npos || text[close] != ';') return std::nullopt;
    const bool is_whole = statement.syntax_error.empty() && dialect == Dialect::postgres;
    steps.push_back({.comment = {},
                     .sql = statement.text,
                     .operations = is_whole ? statement.operations : std::span<const Operation>(),
                     .where = where,
                     .begin = statement.span.begin});
  }
  if (!add_comments(text.size(), Where::anywhere)) return std::nullopt;
  return steps;
}

/// Only the comments' signs are exchanged.
std::string with_comments_of(const Writer& writer, std::string_view text) {
  std::string out;
  while (!text.empty()) {
    std::string_view line = text.substr(0, text.find('\n'));
    const bool is_closed = line.size() < text.size();
    text.remove_prefix(line.size() + (is_closed ? 1 : 0));
    if (line.starts_with("--")) {
      out += writer.comment;
      line.remove_prefix(2);
    }
    out += line;
    if (is_closed) out += '\n';
  }
  return out;
}

}  // namespace

std::string advice_for(const Migration& migration, ServerVersion server,
                       std::string_view safe_way) {
  const Writer* writer = writer_of(migration);
  if (writer == nullptr || safe_way.empty()) return std::string(safe_way);
  Arena arena;
  SqlStatement source;
  source.text = safe_way;
  source.span = {FileId{}, 0, static_cast<std::uint32_t>(safe_way.size())};
  std::vector<Statement> statements;
  if (migration.dialect == Dialect::postgres) {
    postgres::read_statements(source, arena, statements);
  } else {
    const bool mariadb = migration.dialect == Dialect::mariadb;
    mysql::read_statements(source, {.mariadb = mariadb, .version = server}, arena, statements);
  }
  const auto steps = steps_of(safe_way, statements, migration.dialect, server);
  return steps ? writer->write(*steps, migration) : with_comments_of(*writer, safe_way);
}

}  // namespace miglint
