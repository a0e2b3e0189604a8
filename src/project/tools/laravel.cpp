// Laravel: where its migrations stand (Migrator::getMigrationFiles, `*_*.php`, by name). What is in
// them is its front-end's matter.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "project/tools/parts.h"
#include "project/tools/registry.h"

namespace miglint::tools {
namespace {

/// YYYY_MM_DD_HHMMSS_name.php
bool is_stamped(std::string_view name) {
  constexpr std::string_view kStamp = "dddd_dd_dd_dddddd_";
  if (name.size() <= kStamp.size()) return false;
  return std::ranges::equal(name.substr(0, kStamp.size()), kStamp, [](char c, char wanted) {
    return wanted == 'd' ? std::isdigit(static_cast<unsigned char>(c)) != 0 : c == wanted;
  });
}

bool extends_migration(std::string_view text) {
  return text.contains("Illuminate\\") && text.contains("extends Migration");
}

std::optional<MigrationSet> recognise(const RecogniseInput& input) {
  MigrationSet set;
  set.order = "by name";
  bool stamped = false;
  for (const Tree::Entry& entry : input.tree.entries(input.folder)) {
    if (entry.is_folder || !entry.name.ends_with(".php")) continue;
    if (input.named && !extends_migration(input.tree.text(join_path(input.folder, entry.name))))
      continue;
    if (!input.named && !entry.name.contains('_')) continue;
    stamped = stamped || is_stamped(entry.name);
    MigrationFile& file = set.files.emplace_back();
    file.path = join_path(input.folder, entry.name);
    file.id = stem(entry.name);
  }
  if (set.files.empty() || (!stamped && !input.told && !input.named)) return std::nullopt;
  std::ranges::stable_sort(set.files, {}, &MigrationFile::id);
  set.guessed = input.named;
  set.why = fmt::format(
      "{} {}", miglint::name_of(set.files.front().path),
      input.named ? "holds one of Laravel's migrations" : "is called as Laravel's migrations are");
  return set;
}

}  // namespace

const Tool laravel{
    .name = "laravel", .title = "Laravel", .language = Language::php, .recognise = recognise};

}  // namespace miglint::tools
