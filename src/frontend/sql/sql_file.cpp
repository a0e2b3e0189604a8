#include "frontend/sql/sql_file.h"

#include <algorithm>
#include <string>
#include <utility>

#include "frontend/sql/encoding.h"

namespace miglint {
namespace {

std::string lower_case(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

std::string_view file_name(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

/// The name without what follows the first dot behind its first letter: "0001_users.up.sql" is
/// "0001_users".
std::string_view migration_id(std::string_view path) {
  const std::string_view name = file_name(path);
  return name.substr(0, name.find('.', 1));
}

}  // namespace

Direction direction_of(std::string_view path) {
  const std::string lower = lower_case(path);
  const std::string_view name = file_name(lower);
  const std::string_view folder = file_name(
      std::string_view(lower).substr(0, lower.size() - std::min(lower.size(), name.size() + 1)));
  const bool down = name == "down.sql" || name.ends_with(".down.sql") ||
                    name.ends_with("_down.sql") ||
                    (name.starts_with("rollback") && name.ends_with(".sql")) || folder == "revert";
  return down ? Direction::down : Direction::up;
}

Migration read_sql_file(FileId file, const SourceFile& source) {
  Migration migration;
  migration.id = migration_id(source.path());
  migration.file = file;
  migration.framework = "sql";

  const std::string_view text = source.text();
  if (auto problem = encoding_problem(text)) {
    migration.problems.push_back(
        {{file, problem->begin, problem->end}, std::move(problem->message)});
    if (problem->unreadable) return migration;
  }
  Script script;
  script.scopes.push_back({Wrap::none, Send::statement, KnownBy::guess,
                           "a plain SQL file: taken to be run by psql -f, statement by statement"});
  SqlStatement statement;
  statement.text = text;
  statement.span = {file, 0, static_cast<std::uint32_t>(text.size())};
  script.statements.push_back(std::move(statement));
  (direction_of(source.path()) == Direction::down ? migration.down : migration.up) =
      std::move(script);
  return migration;
}

}  // namespace miglint
