// Alembic: where its revisions stand, and their order. What they do is its front-end's matter.
#include <algorithm>
#include <utility>

#include "project/predecessor_order.h"
#include "project/tools/parts.h"
#include "project/tools/registry.h"

namespace miglint::tools {
namespace {

/// The strings that a module's variable is set to: `revision: str = "a1"`, `= ("a1", "b2")`.
std::vector<std::string> strings_of(std::string_view text, std::string_view name) {
  std::vector<std::string> strings;
  for (std::size_t at = text.find(name); at != std::string_view::npos;
       at = text.find(name, at + 1)) {
    if (at > 0 && text[at - 1] != '\n') continue;
    const std::string_view rest = text.substr(at + name.size());
    const std::size_t sign = rest.find_first_of("=\n");
    if (sign == std::string_view::npos || rest[sign] == '\n') continue;
    if (const char after = rest.front(); after != ' ' && after != '=' && after != ':') continue;
    // A tuple may go on over lines; a plain value ends with its line.
    const std::size_t begin = rest.find_first_not_of(" \t", sign + 1);
    if (begin == std::string_view::npos) return strings;
    const bool several = rest[begin] == '(' || rest[begin] == '[';
    const std::string_view value =
        rest.substr(begin, rest.find_first_of(several ? ")]" : "\n#", begin) - begin);
    for (std::size_t quote = value.find_first_of("'\""); quote != std::string_view::npos;) {
      const std::size_t end = value.find(value[quote], quote + 1);
      if (end == std::string_view::npos) break;
      strings.emplace_back(value.substr(quote + 1, end - quote - 1));
      quote = value.find_first_of("'\"", end + 1);
    }
    return strings;
  }
  return strings;
}

void sort_by_graph(MigrationSet& set) {
  std::vector<GraphNode> nodes;
  for (const MigrationFile& file : set.files)
    nodes.push_back({file.id, file.predecessors});
  std::vector<MigrationFile> sorted;
  for (const std::size_t index : order_by_predecessors(nodes).order)
    sorted.push_back(std::move(set.files[index]));
  set.files = std::move(sorted);
}

/// Revisions may stand in folders below `versions`.
void take_revisions(Tree& tree, const std::string& folder, int depth, MigrationSet& set) {
  constexpr int deepest = 3;
  for (const Tree::Entry& entry : tree.entries(folder)) {
    const std::string path = join_path(folder, entry.name);
    if (entry.is_folder && !entry.name.starts_with("_") && depth < deepest) {
      take_revisions(tree, path, depth + 1, set);
    }
    if (entry.is_folder || !entry.name.ends_with(".py") || entry.name.starts_with("__")) continue;
    const std::string_view text = tree.text(path);
    const std::vector<std::string> id = strings_of(text, "revision");
    if (id.empty()) {
      set.left_out.push_back({path, "Alembic takes files that name a revision", false});
      continue;
    }
    MigrationFile& file = set.files.emplace_back();
    file.path = path;
    file.id = id.front();
    file.predecessors = strings_of(text, "down_revision");
    for (std::string& name : strings_of(text, "depends_on"))
      file.predecessors.push_back(std::move(name));
  }
}

std::optional<MigrationSet> recognise(const RecogniseInput& input) {
  const bool has_env = input.tree.has_file(join_path(input.folder, "env.py"));
  if ((!has_env && !input.told) || !input.tree.has_folder(join_path(input.folder, "versions"))) {
    return std::nullopt;
  }
  MigrationSet set;
  set.why = "env.py beside a folder versions";
  set.order = "by down_revision, never by name";
  take_revisions(input.tree, join_path(input.folder, "versions"), 0, set);
  if (set.files.empty()) return std::nullopt;
  sort_by_graph(set);
  return set;
}

}  // namespace

const Tool alembic{
    .name = "alembic", .title = "Alembic", .language = Language::python, .recognise = recognise};

}  // namespace miglint::tools
