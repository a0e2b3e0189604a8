#include "lint/batches.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "dialect/postgres/read.h"
#include "lint/wording.h"
#include "source/arena.h"

namespace miglint {
namespace {

/// A statement longer than this is not repeated in advice.
constexpr std::size_t longest_statement = 600;

struct Change {
  const ObjectName& table;
  const Filter* filter = nullptr;  ///< Null: the statement is none that a range can be added to.
  bool deletes = false;
};

std::optional<Change> change_of(const Action& action) {
  if (const auto* update = std::get_if<op::UpdateRows>(&action)) {
    return Change{update->table, &update->filter};
  }
  if (const auto* remove = std::get_if<op::DeleteRows>(&action)) {
    return Change{remove->table, &remove->filter, true};
  }
  if (const auto* truncate = std::get_if<op::TruncateTable>(&action)) {
    return Change{truncate->table, nullptr, true};
  }
  return std::nullopt;
}

bool is_integer(const Column* column) {
  if (column == nullptr || !column->type || column->type->array_dimensions > 0) return false;
  const std::string& type = column->type->name;
  return type == "int2" || type == "int4" || type == "int8";
}

struct Key {
  std::string column;
  bool guessed = false;
};

/// The column of whole numbers that is the table's primary key; nothing if its key is another.
std::optional<Key> key_of(const Table* table) {
  if (table == nullptr || table->columns_incomplete) return Key{"id", true};
  const auto primary =
      std::ranges::find(table->constraints, ConstraintKind::primary_key, &TableConstraint::kind);
  if (primary == table->constraints.end() || primary->columns.size() != 1 ||
      !is_integer(table->find_column(primary->columns.front()))) {
    return std::nullopt;
  }
  return Key{primary->columns.front(), false};
}

std::string_view word_at(std::string_view text) {
  const auto begin = std::ranges::find_if_not(
      text, [](char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; });
  const auto end = std::find_if_not(begin, text.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '"';
  });
  return {begin, end};
}

bool is_word(std::string_view text, std::string_view upper) {
  return std::ranges::equal(text, upper, {},
                            [](char c) { return std::toupper(static_cast<unsigned char>(c)); });
}

/// What the statement calls its table: `i` of `UPDATE invoices AS i SET …`.
std::string alias_of(const Change& change, std::string_view behind_name) {
  std::string_view word = word_at(behind_name);
  if (is_word(word, "AS")) {
    const auto end = static_cast<std::size_t>(word.end() - behind_name.begin());
    return std::string(word_at(behind_name.substr(end)));
  }
  static constexpr std::array<std::string_view, 5> next_clause{"", "SET", "USING", "WHERE",
                                                               "RETURNING"};
  const bool has_alias = std::ranges::none_of(
      next_clause, [&](std::string_view clause) { return is_word(word, clause); });
  return has_alias ? std::string(word) : identifier(change.table.name);
}

/// The statement with `range` added to its condition; empty if that cannot be done word by word.
/// `range` is told what the statement calls its table.
template <class Range>
std::string narrowed(const Change& change, const Operation& operation, const Statement& statement,
                     const Range& range) {
  const std::string_view text = statement.text;
  const bool verbatim = statement.source != nullptr && statement.source->verbatim &&
                        operation.span.begin == statement.span.begin &&
                        operation.span.end <= statement.span.end;
  if (change.filter == nullptr) {
    return fmt::format("DELETE FROM {} WHERE {}", identifier(change.table),
                       range(identifier(change.table.name)));
  }
  if (!verbatim || statement.operations.size() != 1 || text.size() > longest_statement) return {};
  const std::string condition =
      range(alias_of(change, text.substr(operation.span.end - statement.span.begin)));
  if (change.filter->kind == FilterKind::none) {
    return text.contains("RETURNING") || text.contains("returning")
               ? std::string()
               : fmt::format("{} WHERE {}", text, condition);
  }
  const std::string_view filter = source_text(change.filter->span, operation, statement);
  if (filter.empty()) return {};
  const auto begin = static_cast<std::size_t>(filter.data() - text.data());
  const std::string_view behind = text.substr(begin + filter.size());
  if (change.filter->kind == FilterKind::tautology) {
    return fmt::format("{}{}{}", text.substr(0, begin), condition, behind);
  }
  return fmt::format("{}({}) AND {}{}", text.substr(0, begin), filter, condition, behind);
}

/// The same of SQL that code makes: its parts have no place in the file, but they have one in it.
template <class Range>
std::string narrowed_by_itself(const Statement& made, const Range& range) {
  const bool is_made = made.source != nullptr && !made.source->verbatim &&
                       made.source->certainty != Certainty::opaque;
  if (!is_made) return {};
  Arena arena;
  SqlStatement source;
  source.text = made.text;
  source.span = {FileId{}, 0, static_cast<std::uint32_t>(made.text.size())};
  std::vector<Statement> statements;
  postgres::read_statements(source, arena, statements);
  if (statements.size() != 1 || statements.front().operations.size() != 1) return {};
  const Operation& operation = statements.front().operations.front();
  const auto change = change_of(operation.action);
  return change ? narrowed(*change, operation, statements.front(), range) : std::string();
}

/// As many blanks in front of each line but the first.
std::string indented(std::string_view text, std::size_t blanks) {
  std::string result;
  for (const char c : text) {
    result += c;
    if (c == '\n') result.append(blanks, ' ');
  }
  return result;
}

std::string by_words(const Change& change) {
  return fmt::format(
      "-- in batches, each in a transaction of its own: some thousand values of the primary key "
      "at a time\n{} … WHERE … AND <key> IN (…);\n",
      change.deletes ? fmt::format("DELETE FROM {}", identifier(change.table))
                     : fmt::format("UPDATE {} SET", identifier(change.table)));
}

/// No block runs outside of a stored program: the loop is the caller's.
std::string in_mysql_batches(const Operation& operation, const Moment& at) {
  const std::string_view statement = statement_text(operation, at);
  const bool long_one = statement.empty() || statement.size() > longest_statement;
  return fmt::format(
      "-- from the code that runs the migration, until no row is changed any more, each time in a\n"
      "-- transaction of its own; for UPDATE with a condition that is false for rows done\n"
      "{} … LIMIT 5000;\n",
      long_one ? std::string_view("…") : statement);
}

}  // namespace

std::string in_batches(const Operation& operation, const Moment& at) {
  if (at.migration.dialect != Dialect::postgres) return in_mysql_batches(operation, at);
  const auto change = change_of(operation.action);
  if (!change) return {};
  const auto key = key_of(at.before.find_table(change->table));
  if (!key) return by_words(*change);
  const std::string column = identifier(key->column);
  const auto range = [&](const std::string& table) {
    return fmt::format("{0}.{1} >= first_key AND {0}.{1} < first_key + 5000", table, column);
  };
  std::string statement = narrowed(*change, operation, at.statement, range);
  if (statement.empty()) statement = narrowed_by_itself(at.statement, range);
  if (statement.empty()) {
    const std::string table = identifier(change->table);
    statement = fmt::format("{} … WHERE … AND {} >= first_key AND {} < first_key + 5000",
                            change->deletes ? fmt::format("DELETE FROM {}", table)
                                            : fmt::format("UPDATE {} SET", table),
                            column, column);
  }
  return fmt::format(
      "-- outside of a transaction{3}\n"
      "DO $$\n"
      "DECLARE\n"
      "  first_key bigint;\n"
      "  last_key bigint;\n"
      "BEGIN\n"
      "  SELECT min({0}), max({0}) INTO first_key, last_key FROM {1};\n"
      "  WHILE first_key <= last_key LOOP\n"
      "    {2};\n"
      "    COMMIT;\n"
      "    first_key := first_key + 5000;\n"
      "  END LOOP;\n"
      "END $$;\n",
      column, identifier(change->table), indented(statement, 4),
      key->guessed ? fmt::format("; {}: the table's primary key", column) : std::string());
}

}  // namespace miglint
