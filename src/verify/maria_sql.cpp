#include "verify/maria_sql.h"

#include <fmt/format.h>

#include <regex>
#include <utility>

namespace miglint {

std::string maria_name(std::string_view name) {
  std::string out = "`";
  for (const char character : name)
    out += character == '`' ? std::string("``") : std::string(1, character);
  return out + "`";
}

std::string maria_literal(std::string_view text) {
  std::string out = "'";
  for (const char character : text) {
    if (character == '\'' || character == '\\') out += character;
    out += character;
  }
  return out + "'";
}

std::string maria_names(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names)
    out += (out.empty() ? "" : ", ") + maria_name(name);
  return out;
}

std::string last_part(std::string_view name) {
  return std::string(name.substr(name.rfind('.') + 1));
}

std::expected<std::vector<Row>, ServerError> with_number(
    std::expected<std::vector<Row>, ServerError> done, const MysqlConnection& session) {
  if (!done) done.error().sqlstate = fmt::format("{}", session.error_code());
  return done;
}

std::string with_values(std::string_view sql) {
  std::string out;
  char quote = 0;
  for (const char character : sql) {
    if (quote != 0) {
      if (character == quote) quote = 0;
    } else if (character == '\'' || character == '"' || character == '`') {
      quote = character;
    }
    out += quote == 0 && character == '?' ? '1' : character;
  }
  return out;
}

LockOption asked_lock(const std::string& sql) {
  static const std::regex kAsked(R"re(\block\s*=?\s*(none|shared|exclusive)\b)re",
                                 std::regex::icase);
  std::smatch match;
  if (!std::regex_search(sql, match, kAsked)) return {};
  switch (match[1].str().front()) {
    case 'n':
    case 'N':
      return {.taken = true, .lock = DdlLock::none};
    case 's':
    case 'S':
      return {.taken = true, .lock = DdlLock::shared};
    default:
      return {.taken = true, .lock = DdlLock::exclusive};
  }
}

std::string lock_clause(std::string_view sql, DdlLock lock) {
  static const std::regex kAlter(R"re(^\s*alter\s+(?:ignore\s+)?table\b)re", std::regex::icase);
  static const std::regex kIndex(
      R"re(^\s*(?:create\s+(?:unique\s+|fulltext\s+|spatial\s+)?|drop\s+)index\b)re",
      std::regex::icase);
  // What divides a table into partitions stands last, and takes no LOCK= behind it.
  static const std::regex kPartition(R"re(\bpartition)re", std::regex::icase);
  if (std::regex_search(sql.begin(), sql.end(), kPartition)) return {};
  if (std::regex_search(sql.begin(), sql.end(), kAlter)) {
    return fmt::format(", LOCK={}", sql_name(lock));
  }
  if (std::regex_search(sql.begin(), sql.end(), kIndex)) {
    return fmt::format(" LOCK={}", sql_name(lock));
  }
  return {};
}

bool has_wait_option(const std::string& sql) {
  static const std::regex kWait(R"re(\bnowait\b|\bwait\s+\d)re", std::regex::icase);
  return std::regex_search(sql, kWait);
}

}  // namespace miglint
