// Alembic: where its revisions stand, and their order. What they do is its front-end's matter.
#include <fmt/format.h>

#include <cstdint>
#include <filesystem>
#include <system_error>
#include <utility>

#include "project/predecessor_order.h"
#include "project/tools/alembic_ini.h"
#include "project/tools/parts.h"
#include "project/tools/registry.h"

namespace miglint::tools {

namespace fs = std::filesystem;

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

/// What a revision needs besides those that it follows.
using Needs = std::vector<std::vector<std::string>>;

/// What stands alone is no graph: what it lacks may be elsewhere.
enum class Graph : std::uint8_t { whole, loose };

void sort_by_graph(const Needs& needs, Graph kind, MigrationSet& set) {
  std::vector<GraphNode> nodes;
  for (std::size_t i = 0; i < set.files.size(); ++i) {
    MigrationFile& file = set.files[i];
    nodes.push_back({file.id, file.path, file.predecessors, needs[i]});
    file.predecessors.insert(file.predecessors.end(), needs[i].begin(), needs[i].end());
  }
  PredecessorOrder graph = order_by_predecessors(nodes);
  std::vector<MigrationFile> sorted;
  for (const std::size_t index : graph.order) {
    if (kind == Graph::whole) set.files[index].graph = std::move(graph.places[index]);
    sorted.push_back(std::move(set.files[index]));
  }
  set.files = std::move(sorted);
}

/// `depth` says how far below the folder revisions may stand, too.
void take_revisions(Tree& tree, const std::string& folder, int depth, Needs& needs,
                    MigrationSet& set) {
  for (const Tree::Entry& entry : tree.entries(folder)) {
    const std::string path = join_path(folder, entry.name);
    // A product for several servers has a folder for each.
    if (entry.is_folder && entry.name == "sqlite") {
      set.left_out.push_back({path, "SQLite is no server that miglint knows", false});
      continue;
    }
    if (entry.is_folder && !entry.name.starts_with("_") && depth > 0) {
      take_revisions(tree, path, depth - 1, needs, set);
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
    needs.push_back(strings_of(text, "depends_on"));
  }
}

std::string absolute(const std::string& folder) {
  std::error_code error;
  std::string path = fs::absolute(folder.empty() ? "." : folder, error).lexically_normal().string();
  while (path.size() > 1 && path.ends_with('/'))
    path.pop_back();
  return path;
}

/// The section of alembic.ini that `folder` is the script_location of, or that says nothing of it.
struct Settings {
  std::string path;  ///< Of alembic.ini; empty: there is none.
  AlembicSection section;
};

Settings settings_of(const RecogniseInput& input) {
  Settings settings;
  const std::string path = input.tree.find_above(input.folder, "alembic.ini");
  if (path.empty()) return settings;
  const std::string ini_folder = folder_of(path);
  for (AlembicSection& section : read_alembic_ini(input.tree.text(path), ini_folder)) {
    // Without a script_location it is the folder of the file itself, as Flask-Migrate has it.
    const bool is_own = section.script_location.empty()
                            ? absolute(ini_folder) == absolute(input.folder)
                            : absolute(section.script_location) == absolute(input.folder);
    if (is_own) return {path, std::move(section)};
  }
  return settings;
}

/// Paths of the ini may be absolute where the tree's are not.
std::string within(const std::string& location, const std::string& folder) {
  const std::string whole = absolute(folder);
  const std::string here = absolute(location);
  if (here == whole) return folder;
  const bool is_below = here.starts_with(whole) && here[whole.size()] == '/';
  return is_below ? join_path(folder, here.substr(whole.size() + 1)) : location;
}

/// Revisions that stand by themselves: no env.py is there that says so.
std::optional<MigrationSet> recognise_revisions(const RecogniseInput& input) {
  MigrationSet set;
  Needs needs;
  for (const Tree::Entry& entry : input.tree.entries(input.folder)) {
    if (entry.is_folder || !entry.name.ends_with(".py")) continue;
    const std::string path = join_path(input.folder, entry.name);
    const std::string_view text = input.tree.text(path);
    if (!text.contains("alembic")) continue;
    const std::vector<std::string> id = strings_of(text, "revision");
    if (id.empty() && !text.contains("def upgrade(")) continue;
    MigrationFile& file = set.files.emplace_back();
    file.path = path;
    file.id = id.empty() ? stem(entry.name) : id.front();
    file.predecessors = strings_of(text, "down_revision");
    needs.push_back(strings_of(text, "depends_on"));
  }
  if (set.files.empty()) return std::nullopt;
  set.why =
      fmt::format("{} holds a revision of Alembic's", miglint::name_of(set.files.front().path));
  set.order = "by down_revision, never by name";
  set.guessed = true;
  sort_by_graph(needs, Graph::loose, set);
  return set;
}

std::optional<MigrationSet> recognise(const RecogniseInput& input) {
  if (input.named) return recognise_revisions(input);
  if (!input.told && !input.tree.has_file(join_path(input.folder, "env.py"))) return std::nullopt;
  const Settings settings = settings_of(input);
  std::vector<std::string> locations;
  for (const std::string& location : settings.section.version_locations)
    locations.push_back(within(location, input.folder));
  MigrationSet set;
  const bool has_folder = input.tree.has_folder(join_path(input.folder, "versions"));
  if (!locations.empty()) {
    set.why = fmt::format("version_locations in {}", settings.path);
  } else if (has_folder) {
    locations.push_back(join_path(input.folder, "versions"));
    set.why = settings.section.script_location.empty()
                  ? "env.py beside a folder versions"
                  : fmt::format("script_location in {}", settings.path);
  } else {
    return std::nullopt;
  }
  set.order = "by down_revision, never by name";
  set.environment = join_path(input.folder, "env.py");
  // Without alembic.ini it is not known whether Alembic looks below.
  constexpr int deepest = 3;
  const bool is_flat = !settings.path.empty() && !settings.section.recursive;
  Needs needs;
  for (const std::string& location : locations)
    take_revisions(input.tree, location, is_flat ? 0 : deepest, needs, set);
  if (set.files.empty()) return std::nullopt;
  sort_by_graph(needs, Graph::whole, set);
  return set;
}

}  // namespace

const Tool alembic{
    .name = "alembic", .title = "Alembic", .language = Language::python, .recognise = recognise};

}  // namespace miglint::tools
