// postgrator (rickbergfalk/postgrator): postgrator.js, lib/Client.js, lib/PostgresClient.js.
//
// <number>.do.<name>.sql and <number>.undo.<name>.sql. It opens no transaction; a file goes to the
// server in one message, which is an implicit transaction when it holds several statements.
#include <fmt/format.h>

#include "project/tools/parts.h"
#include "project/tools/registry.h"

namespace miglint::tools {
namespace {

NamedFile name_of_file(std::string_view name) {
  const std::string_view number = leading_digits(name);
  if (number.empty() || !name.ends_with(".sql")) return {};
  const std::string_view rest = name.substr(number.size());
  using enum MigrationFile::Holds;
  if (rest.starts_with(".do.")) return {std::string(number), up};
  if (rest.starts_with(".undo.")) return {std::string(number), down};
  return {};
}

std::optional<MigrationSet> recognise(const RecogniseInput& input) {
  MigrationSet set;
  set.order = "by number";
  take_files(input, set, name_of_file,
             "postgrator takes files called <number>.do.<name>.sql and <number>.undo.<name>.sql");
  if (set.files.empty()) return std::nullopt;
  set.version = package_version(input.tree, input.folder, "postgrator");
  const std::string_view example = miglint::name_of(set.files.front().path);
  // No other tool has files that are called so.
  set.why = fmt::format("{} is called as postgrator's files are{}", example,
                        set.version.empty() ? "" : ", and package.json names it");
  sort_by_number(set.files);
  return set;
}

}  // namespace

const Tool postgrator{.name = "postgrator",
                      .title = "postgrator",
                      .recognise = recognise,
                      .read = read_as_one_message};

}  // namespace miglint::tools
