// Phinx: where its migrations stand (Phinx\Util\Util: `YYYYMMDDHHMMSS_name.php`), by number. What
// is in them is the PHP front-end's matter.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "project/tools/parts.h"
#include "project/tools/registry.h"

namespace miglint::tools {
namespace {

/// 20240101120000_name.php
bool is_numbered(std::string_view name) {
  constexpr std::size_t kDigits = 14;
  return name.size() > kDigits + 1 && name[kDigits] == '_' &&
         std::ranges::all_of(name.substr(0, kDigits), [](char c) {
           return std::isdigit(static_cast<unsigned char>(c)) != 0;
         });
}

std::optional<MigrationSet> recognise(const RecogniseInput& input) {
  MigrationSet set;
  set.order = "by number";
  for (const Tree::Entry& entry : input.tree.entries(input.folder)) {
    if (entry.is_folder || !entry.name.ends_with(".php") || !is_numbered(entry.name)) continue;
    const std::string path = join_path(input.folder, entry.name);
    if (!input.told && !input.tree.text(path).contains("extends AbstractMigration")) continue;
    MigrationFile& file = set.files.emplace_back();
    file.path = path;
    file.id = stem(entry.name);
  }
  if (set.files.empty()) return std::nullopt;
  std::ranges::stable_sort(set.files, {}, &MigrationFile::id);
  set.why =
      fmt::format("{} extends Phinx's AbstractMigration", miglint::name_of(set.files.front().path));
  return set;
}

}  // namespace

const Tool phinx{
    .name = "phinx", .title = "Phinx", .language = Language::php, .recognise = recognise};

}  // namespace miglint::tools
