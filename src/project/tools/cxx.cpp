// SQL in C++ programs: which files of a folder send some, in the order of their names. What they
// send, and in which order, is the C++ front-end's matter.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "project/tools/parts.h"
#include "project/tools/registry.h"

namespace miglint::tools {
namespace {

using std::string_view_literals::operator""sv;

/// How statements begin in a literal; looked for as they are written most.
constexpr std::array kBegins{
    "CREATE TABLE"sv, "ALTER TABLE"sv,  "DROP TABLE"sv,  "INSERT INTO"sv,
    "DELETE FROM"sv,  "UPDATE "sv,      "SELECT "sv,     "CREATE INDEX"sv,
    "DROP INDEX"sv,   "create table"sv, "alter table"sv, "drop table"sv,
    "insert into"sv,  "delete from"sv,  "select "sv,     "CREATE UNIQUE"sv};

bool holds_sql(std::string_view text) {
  return std::ranges::any_of(kBegins, [&](std::string_view begin) {
    for (std::size_t at = text.find(begin); at != text.npos; at = text.find(begin, at + 1)) {
      // Behind a quote, or at the begin of a line of a raw string.
      std::size_t before = at;
      while (before > 0 && (text[before - 1] == ' ' || text[before - 1] == '\t'))
        --before;
      if (before > 0 &&
          (text[before - 1] == '"' || text[before - 1] == '(' || text[before - 1] == '\n'))
        return true;
    }
    return false;
  });
}

std::optional<MigrationSet> recognise(const RecogniseInput& input) {
  MigrationSet set;
  set.order = "by name; in a file by version number, else as written";
  set.guessed = !input.told;
  for (const Tree::Entry& entry : input.tree.entries(input.folder)) {
    if (entry.is_folder || !is_cxx(entry.name)) continue;
    const std::string path = join_path(input.folder, entry.name);
    if (!holds_sql(input.tree.text(path))) continue;
    MigrationFile& file = set.files.emplace_back();
    file.path = path;
    file.id = entry.name;
  }
  if (set.files.empty()) return std::nullopt;
  set.why = fmt::format("{} holds SQL", miglint::name_of(set.files.front().path));
  return set;
}

}  // namespace

bool is_cxx(std::string_view path) {
  constexpr std::array kEndings{".cpp"sv, ".cc"sv, ".cxx"sv, ".c"sv, ".h"sv, ".hpp"sv, ".hh"sv};
  return std::ranges::any_of(kEndings,
                             [&](std::string_view ending) { return path.ends_with(ending); });
}

const Tool cxx{.name = "cxx", .title = "C++", .language = Language::cxx, .recognise = recognise};

}  // namespace miglint::tools
