// Alembic: where its revisions stand. What is in them, and their order, is its front-end's matter.
#include <algorithm>

#include "project/tools/parts.h"
#include "project/tools/registry.h"

namespace miglint::tools {
namespace {

std::optional<MigrationSet> recognise(const RecogniseInput& input) {
  const bool has_env = input.tree.has_file(join_path(input.folder, "env.py"));
  if ((!has_env && !input.told) || !input.tree.has_folder(join_path(input.folder, "versions"))) {
    return std::nullopt;
  }
  MigrationSet set;
  set.why = "env.py beside a folder versions";
  set.order = "by down_revision, never by name";
  const std::string versions = join_path(input.folder, "versions");
  for (const Tree::Entry& entry : input.tree.entries(versions)) {
    if (entry.is_folder || !entry.name.ends_with(".py") || entry.name.starts_with("__")) continue;
    MigrationFile& file = set.files.emplace_back();
    file.path = join_path(versions, entry.name);
    file.id = stem(entry.name);
  }
  if (set.files.empty()) return std::nullopt;
  return set;
}

}  // namespace

const Tool alembic{
    .name = "alembic", .title = "Alembic", .language = Language::python, .recognise = recognise};

}  // namespace miglint::tools
