// Doctrine Migrations: where its versions stand (Doctrine\Migrations\Finder: `Version*.php`), in
// the order of their class names. What is in them is the PHP front-end's matter.
#include <fmt/format.h>

#include <algorithm>

#include "project/tools/parts.h"
#include "project/tools/registry.h"

namespace miglint::tools {
namespace {

std::optional<MigrationSet> recognise(const RecogniseInput& input) {
  MigrationSet set;
  set.order = "by version";
  for (const Tree::Entry& entry : input.tree.entries(input.folder)) {
    if (entry.is_folder || !entry.name.starts_with("Version") || !entry.name.ends_with(".php"))
      continue;
    const std::string path = join_path(input.folder, entry.name);
    if (!input.told && !input.tree.text(path).contains("extends AbstractMigration")) continue;
    MigrationFile& file = set.files.emplace_back();
    file.path = path;
    file.id = stem(entry.name);
  }
  if (set.files.empty()) return std::nullopt;
  std::ranges::stable_sort(set.files, {}, &MigrationFile::id);
  set.why = fmt::format("{} extends Doctrine's AbstractMigration",
                        miglint::name_of(set.files.front().path));
  return set;
}

}  // namespace

const Tool doctrine{.name = "doctrine",
                    .title = "Doctrine Migrations",
                    .language = Language::php,
                    .recognise = recognise};

}  // namespace miglint::tools
