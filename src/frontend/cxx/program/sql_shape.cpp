#include "frontend/cxx/program/sql_shape.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

namespace miglint::cxx {
namespace {

/// The first words, in upper case; a part that is not known is "?".
std::vector<std::string> first_words(std::string_view text, std::size_t count) {
  std::vector<std::string> words;
  std::size_t at = 0;
  while (at < text.size() && words.size() < count) {
    const auto c = static_cast<unsigned char>(text[at]);
    if (text.substr(at).starts_with("--")) {
      at = std::min(text.find('\n', at), text.size());
    } else if (text.substr(at).starts_with("/*")) {
      const std::size_t end = text.find("*/", at);
      at = end == text.npos ? text.size() : end + 2;
    } else if (c == 1) {
      words.emplace_back("?");
      ++at;
    } else if (std::isalnum(c) != 0 || c == '_' || c >= 0x80) {
      std::string word;
      for (; at < text.size() && (std::isalnum(static_cast<unsigned char>(text[at])) != 0 ||
                                  text[at] == '_' || static_cast<unsigned char>(text[at]) >= 0x80);
           ++at)
        word += static_cast<char>(std::toupper(static_cast<unsigned char>(text[at])));
      words.push_back(std::move(word));
    } else {
      if (std::isspace(c) == 0) words.emplace_back(1, text[at]);
      ++at;
    }
  }
  return words;
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

}  // namespace

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lower;
}

bool begins_with_word(std::string_view text, std::string_view word) {
  const auto words = first_words(text, 1);
  return !words.empty() && words.front() == word;
}

bool is_transaction_control(std::string_view text) {
  const auto words = first_words(text, 1);
  return !words.empty() && is_one_of(words.front(), {"BEGIN", "START", "COMMIT", "ROLLBACK", "END",
                                                     "ABORT", "SAVEPOINT", "RELEASE"});
}

bool reads_like_sql(std::string_view text) {
  std::vector<std::string> words = first_words(text, 4);
  if (words.empty()) return false;
  const std::string first = words.front();
  words.resize(4);
  const std::string& second = words[1];
  const std::string upper = [&] {
    std::string all;
    for (const char c : text)
      all += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return all;
  }();
  const bool ends = second.empty() || second == ";";
  if (first == "CREATE" || first == "DROP" || first == "ALTER") {
    return is_one_of(
        second, {"TABLE",    "INDEX",     "UNIQUE",       "VIEW",         "TRIGGER",    "FUNCTION",
                 "TYPE",     "SEQUENCE",  "SCHEMA",       "DATABASE",     "TEMPORARY",  "TEMP",
                 "OR",       "EXTENSION", "MATERIALIZED", "POLICY",       "PROCEDURE",  "VIRTUAL",
                 "UNLOGGED", "DOMAIN",    "RULE",         "ROLE",         "USER",       "EVENT",
                 "FULLTEXT", "AGGREGATE", "DEFAULT",      "SPATIAL",      "CAST",       "FOREIGN",
                 "OPERATOR", "COLLATION", "PUBLICATION",  "SUBSCRIPTION", "TABLESPACE", "?"});
  }
  if (first == "INSERT" || first == "REPLACE")
    return is_one_of(second, {"INTO", "OR", "IGNORE", "LOW_PRIORITY", "DELAYED"});
  if (first == "UPDATE")
    return upper.find(" SET") != upper.npos || upper.find("\nSET") != upper.npos;
  if (first == "DELETE") return second == "FROM";
  if (first == "SELECT") {
    return upper.find("FROM") != upper.npos || text.find('(') != text.npos || second == "1" ||
           second == "?" || second == "@";
  }
  if (first == "WITH") return upper.find(" AS") != upper.npos;
  if (first == "TRUNCATE" || first == "PRAGMA" || first == "VACUUM" || first == "REINDEX" ||
      first == "ANALYZE" || first == "CLUSTER" || first == "EXPLAIN") {
    return first == "VACUUM" || first == "ANALYZE" || first == "REINDEX" ? true : !second.empty();
  }
  if (first == "RENAME" || first == "LOCK") return second == "TABLE" || second == "TABLES";
  if (first == "UNLOCK" || first == "OPTIMIZE") return second == "TABLES" || second == "TABLE";
  if (first == "COMMENT") return second == "ON";
  if (first == "GRANT" || first == "REVOKE") return upper.find(" ON ") != upper.npos;
  if (first == "SET") {
    return is_one_of(second, {"SESSION", "LOCAL", "GLOBAL", "NAMES", "TRANSACTION", "CONSTRAINTS",
                              "ROLE", "FOREIGN_KEY_CHECKS"}) ||
           words[2] == "=" || words[2] == "TO";
  }
  if (first == "SHOW") return !second.empty();
  if (first == "BEGIN")
    return ends || is_one_of(second, {"TRANSACTION", "WORK", "IMMEDIATE", "EXCLUSIVE", "DEFERRED",
                                      "ISOLATION", "READ"});
  if (first == "START") return second == "TRANSACTION";
  if (first == "COMMIT" || first == "ROLLBACK" || first == "END") {
    return ends || is_one_of(second, {"TRANSACTION", "WORK", "TO", "AND"});
  }
  if (first == "SAVEPOINT" || first == "RELEASE") return !second.empty();
  if (first == "DO") return text.find("$$") != text.npos;
  if (first == "COPY") return upper.find(" FROM") != upper.npos || upper.find(" TO") != upper.npos;
  return false;
}

bool may_not_send(std::string_view name) {
  const std::string lower = lower_case(name);
  static constexpr auto kNever = std::to_array<std::string_view>(
      {"log",       "error",   "warn",     "debug",   "print",  "trace", "expect",  "assert",
       "throw",     "fail",    "info",     "message", "escape", "quote", "format",  "contains",
       "exception", "literal", "string",   "text",    "find",   "parse", "compare", "fatal",
       "strcmp",    "strlen",  "critical", "notice",  "except"});
  static constexpr auto kNeverAlone = std::to_array<std::string_view>(
      {"arg", "tr", "is", "has", "last", "check", "require", "append", "move", "push_back"});
  return std::ranges::any_of(kNever, [&](std::string_view part) { return lower.contains(part); }) ||
         std::ranges::find(kNeverAlone, lower) != kNeverAlone.end();
}

bool is_written_as_sql(std::string_view text) {
  std::size_t at = text.find_first_not_of(" \t\r\n(");
  std::size_t letters = 0;
  for (; at < text.size() && std::isalpha(static_cast<unsigned char>(text[at])) != 0;
       ++at, ++letters)
    if (std::isupper(static_cast<unsigned char>(text[at])) == 0) return false;
  return letters > 1;
}

bool is_called_like_a_sender(std::string_view name) {
  const std::string lower = lower_case(name);
  static constexpr auto kParts = std::to_array<std::string_view>(
      {"exec", "query", "sql", "prepare", "statement", "prep", "runmigration", "migrat"});
  static constexpr auto kNames = std::to_array<std::string_view>(
      {"run", "select", "do", "insert", "update", "remove", "del", "send", "command", "apply",
       "step", "upgrade", "perform", "submit", "dbrun", "run_command"});
  if (may_not_send(name)) return false;
  return std::ranges::find(kNames, lower) != kNames.end() ||
         std::ranges::any_of(kParts, [&](std::string_view part) { return lower.contains(part); });
}

}  // namespace miglint::cxx
