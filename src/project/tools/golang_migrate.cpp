// golang-migrate: source/parse.go, database/postgres/postgres.go.
//
// <number>_<name>.up.sql and .down.sql. It opens no transaction; a file goes to the server in one
// message, which is an implicit transaction when it holds several statements.
#include <fmt/format.h>

#include <array>

#include "project/tools/parts.h"
#include "project/tools/registry.h"

namespace miglint::tools {
namespace {

using std::string_view_literals::operator""sv;

/// Where a project that uses it says so.
constexpr std::array kNamedIn{"go.mod"sv,       "Makefile"sv,           "Taskfile.yml"sv,
                              "justfile"sv,     "docker-compose.yml"sv, "docker-compose.yaml"sv,
                              "compose.yaml"sv, "compose.yml"sv,        "Dockerfile"sv,
                              "README.md"sv};

NamedFile name_of_file(std::string_view name) {
  const std::string_view number = leading_digits(name);
  if (number.empty() || !name.substr(number.size()).starts_with('_')) return {};
  if (name.ends_with(".up.sql")) return {std::string(number), MigrationFile::Holds::up};
  if (name.ends_with(".down.sql")) return {std::string(number), MigrationFile::Holds::down};
  return {};
}

std::optional<MigrationSet> recognise(const RecogniseInput& input) {
  MigrationSet set;
  set.order = "by number";
  take_files(input, set, name_of_file,
             "golang-migrate takes files called <number>_<name>.up.sql and .down.sql");
  // Beside other files, one that is called so says little.
  if (set.files.empty() || (!input.told && set.left_out.size() > set.files.size())) {
    return std::nullopt;
  }
  std::string named = file_with_word(input.tree, input.folder, kNamedIn, "golang-migrate");
  if (named.empty()) named = file_with_word(input.tree, input.folder, kNamedIn, "migrate/migrate");
  const std::string_view example = miglint::name_of(set.files.front().path);
  if (named.empty()) {
    set.guessed = true;
    set.why = fmt::format(
        "{} is called as golang-migrate's files are; nothing else in the project names the tool",
        example);
  } else {
    set.why = fmt::format("{} is called as golang-migrate's files are, and {} names the tool",
                          example, named);
  }
  sort_by_number(set.files);
  return set;
}

}  // namespace

const Tool golang_migrate{.name = "golang-migrate",
                          .title = "golang-migrate",
                          .recognise = recognise,
                          .read = read_as_one_message};

}  // namespace miglint::tools
