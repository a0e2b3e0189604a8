#include "project/discover.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "project/dialect_signs.h"
#include "project/migration_folders.h"
#include "project/natural_order.h"
#include "project/paths.h"
#include "project/server_names.h"
#include "project/tools/parts.h"
#include "project/tools/tree.h"
#include "source/ascii.h"

namespace miglint {
namespace {

constexpr std::string_view kNoFile = "<stdin>";

/// Folders to the sets that they hold. Each folder is asked about once.
class Recogniser {
 public:
  /// `paths`: what was named, files or folders. Programs are migrations only there: where somebody
  /// says so.
  Recogniser(Tree& tree, ConfigFinder& configs, std::span<const std::string> paths = {},
             std::optional<Dialect> dialect = std::nullopt)
      : tree_(tree), configs_(configs), paths_(paths), dialect_(dialect) {}

  /// The set whose folder this is; null when no tool knows it.
  const MigrationSet* at(const std::string& folder) {
    const auto [found, is_new] = by_folder_.try_emplace(folder);
    if (!is_new) return found->second.get();
    if (auto set = recognise(folder)) {
      found->second = std::make_unique<MigrationSet>(std::move(*set));
      for (const MigrationFile& file : found->second->files)
        members_.emplace(found->second.get(), file.path);
    }
    return found->second.get();
  }

  /// The set that the file is one of; of several of one tool the outermost.
  const MigrationSet* of(const std::string& path) {
    // Migrations stand in folders of their own at most, or in folders of versions in those.
    constexpr int kHighest = 4;
    const MigrationSet* found = nullptr;
    std::string folder = folder_of(path);
    for (int i = 0; i < kHighest; ++i) {
      const MigrationSet* set = at(folder);
      if (set != nullptr && (found == nullptr || found->tool == set->tool) &&
          members_.contains({set, path})) {
        found = set;
      }
      std::string above = folder_of(folder);
      if (folder.empty() || above == folder) break;
      folder = std::move(above);
    }
    // Of SQL no content says which tool runs it.
    const bool may_say = path.ends_with(".py") || path.ends_with(".php");
    return found == nullptr && may_say ? by_content(path) : found;
  }

 private:
  /// Of files whose names say nothing: what is in them may.
  const MigrationSet* by_content(const std::string& path) {
    const std::string folder = folder_of(path);
    const auto [found, is_new] = by_content_.try_emplace(folder);
    // A package of a program's modules holds no revisions, and a tree of PHP is too large to read.
    const bool is_package = tree_.has_file(join_path(folder, "__init__.py"));
    const bool named = is_named(folder);
    if (is_new && (named || !is_package)) {
      for (const Tool* tool : all_tools()) {
        if (tool->language == Language::sql || tool->language == Language::cxx ||
            (tool->language == Language::php && !named)) {
          continue;
        }
        auto set = ask(*tool, {.tree = tree_, .folder = folder, .told = false, .named = true});
        if (!set) continue;
        const MigrationSet* known = at(folder);
        std::erase_if(set->files, [&](const MigrationFile& file) {
          return known != nullptr && members_.contains({known, file.path});
        });
        const auto& taken =
            found->second.emplace_back(std::make_unique<MigrationSet>(std::move(*set)));
        for (const MigrationFile& file : taken->files)
          members_.emplace(taken.get(), file.path);
      }
    }
    for (const auto& set : found->second)
      if (members_.contains({set.get(), path})) return set.get();
    return nullptr;
  }

  std::optional<MigrationSet> recognise(const std::string& folder) {
    const Config& config = configs_.for_folder(folder.empty() ? "." : folder);
    const auto dialect = dialect_ ? dialect_ : config.dialect;
    for (const auto& [name, settings] : config.frameworks) {
      if (!names(settings.paths, folder, config.folder)) continue;
      if (auto set = ask(*find_tool(name), {tree_, folder, true, false, dialect})) {
        set->why = fmt::format("[frameworks.{}] in {} names the folder", name, config.path);
        set->guessed = false;
        set->told = true;
        return set;
      }
    }
    for (const Tool* tool : all_tools()) {
      if (tool->language == Language::cxx && paths_.empty()) continue;
      if (auto set = ask(*tool, {tree_, folder, false, false, dialect})) return set;
    }
    return std::nullopt;
  }

  /// The folder or a file in it was named.
  [[nodiscard]] bool is_named(const std::string& folder) const {
    const auto normal = [](const std::string& path) {
      return std::filesystem::path(path).lexically_normal().generic_string();
    };
    const std::string here = normal(folder.empty() ? "./" : folder + "/");
    return std::ranges::any_of(paths_, [&](const std::string& path) {
      return normal(path + "/") == here || normal("./" + folder_of(path) + "/") == here ||
             normal(folder_of(path) + "/") == here;
    });
  }

  static std::optional<MigrationSet> ask(const Tool& tool, const RecogniseInput& input) {
    auto set = tool.recognise(input);
    if (set) {
      set->tool = &tool;
      set->folder = input.folder;
    }
    return set;
  }

  static bool names(const std::vector<std::string>& paths, const std::string& folder,
                    const std::string& config_folder) {
    if (paths.empty()) return false;
    const std::string here = relative_path(folder.empty() ? "." : folder, config_folder);
    return std::ranges::any_of(paths, [&](const std::string& path) {
      return relative_path(join_path(config_folder, path), config_folder) == here ||
             relative_path(join_path(config_folder, path), config_folder) == here + "/";
    });
  }

  Tree& tree_;
  ConfigFinder& configs_;
  std::span<const std::string> paths_;
  std::optional<Dialect> dialect_;
  std::map<std::string, std::unique_ptr<MigrationSet>> by_folder_;
  std::map<std::string, std::vector<std::unique_ptr<MigrationSet>>> by_content_;
  std::set<std::pair<const MigrationSet*, std::string>> members_;
};

bool is_sql(std::string_view path) {
  if (path.size() <= 4) return false;
  path.remove_prefix(path.size() - 4);
  return std::ranges::equal(path, std::string_view(".sql"),
                            [](char a, char b) { return ascii::lower(a) == b; });
}

/// "0001_users" for 0001_users.up.sql, "2024/7_orders" for one in a folder of the history's, and
/// the folder's name alone for 2024_users/up.sql.
MigrationFile plain_file(const std::string& path, std::string_view history) {
  MigrationFile file;
  file.path = path;
  std::string_view id = path;
  const bool below = id.size() > history.size() && id.starts_with(history);
  id = below ? id.substr(history.size()) : name_of(path);
  id.remove_prefix(std::min(id.find_first_not_of('/'), id.size()));
  const std::size_t name = id.rfind('/') + 1;
  id = id.substr(0, id.find('.', name + 1));
  for (const std::string_view common : {"/up", "/down", "/migration"}) {
    if (id.ends_with(common)) id.remove_suffix(common.size());
  }
  file.id = id;
  return file;
}

class Discoverer {
 public:
  Discoverer(std::span<const std::string> paths, const DiscoverOptions& options,
             ConfigFinder& configs)
      : paths_(paths),
        options_(options),
        configs_(configs),
        recogniser_(tree_, configs, paths, options.dialect) {}

  Discovery run() {
    const std::string& input = options_.standard_input;
    if (!input.empty() && input != kNoFile) tree_.add_file(input);
    CollectedFiles collected =
        collect_files(paths_, [this](const std::string& path) { return is_excluded(path); });
    result_.problems = std::move(collected.problems);
    for (const std::string& path : collected.files)
      take(path);
    if (!input.empty()) take_standard_input(input);
    take_from_elsewhere();
    finish();
    result_.texts = tree_.take_whole_texts();
    return std::move(result_);
  }

 private:
  /// A folder may hold files of one tool that were recognised and others that were guessed to be,
  /// and plain SQL files that are named after several servers.
  using PartKey = std::tuple<const Tool*, std::string, bool, std::optional<Dialect>>;

  /// What of a set takes part.
  struct Part {
    MigrationSet* set = nullptr;
    std::set<std::string> asked;
    bool wants_siblings = false;  ///< Plain SQL: one of its files was named itself.
  };

  [[nodiscard]] bool is_excluded(const std::string& path) const {
    const Config& config = configs_.for_path(path);
    return !config.exclude.empty() && config.excludes(relative_path(path, config.folder));
  }

  /// The path of the command line that the file was found by; empty when it is the file itself.
  [[nodiscard]] std::string_view named_folder(std::string_view file) const {
    for (const std::string& path : paths_) {
      if (file == path) return {};
      std::string_view folder = path;
      while (folder.ends_with('/') && folder.size() > 1)
        folder.remove_suffix(1);
      if (file.starts_with(path) &&
          (path.ends_with('/') || file.substr(path.size()).starts_with('/'))) {
        return folder;
      }
    }
    return {};
  }

  void take(const std::string& path) {
    const std::string_view place = named_folder(path);
    // A product for several servers has a folder for each.
    const auto server = place.empty() ? std::nullopt : server_named_below(path, place);
    // A program says itself which server it speaks to, whatever its name is.
    if (server && !server->dialect && !tools::is_cxx(path)) {
      if (is_sql(path)) leave_out_other_server(path, *server);
      return;
    }
    if (const MigrationSet* set = recogniser_.of(path)) {
      part_of(*set).asked.insert(path);
      return;
    }
    const std::string_view named = named_folder(path);
    if (named.empty() && tools::is_cxx(path)) {
      take_program(path);
      return;
    }
    if (!named.empty() && (!is_sql(path) || leave_out(path, named))) return;
    if (path.ends_with(".py") || path.ends_with(".php")) {
      result_.problems.push_back({path, "it holds no migration of a tool that miglint knows"});
      return;
    }
    take_plain(path, named);
  }

  /// In the folder of a tool, what the tool passes over is no migration.
  bool leave_out(const std::string& path, std::string_view named) {
    std::string folder = folder_of(path);
    while (folder.size() >= named.size()) {
      const MigrationSet* set = recogniser_.at(folder);
      // A folder of programs may hold scripts as well; they are no part of the programs.
      if (set != nullptr && set->tool->language != Language::cxx) {
        std::vector<LeftOut>& left_out = part_of(*set).set->left_out;
        if (std::ranges::find(left_out, path, &LeftOut::path) == left_out.end()) {
          left_out.push_back({path, fmt::format("{} passes it over", set->tool->title)});
        }
        return true;
      }
      std::string above = folder_of(folder);
      if (above == folder) break;
      folder = std::move(above);
    }
    return false;
  }

  void leave_out_other_server(const std::string& path, const ServerName& server) {
    // A tool that has files for several servers in one folder has left it out already.
    const MigrationSet* set = recogniser_.at(folder_of(path));
    if (set != nullptr &&
        std::ranges::find(set->left_out, path, &LeftOut::path) != set->left_out.end()) {
      return;
    }
    std::string folder(server.place);
    if (folder.size() > folder_of(path).size()) folder = folder_of(path);
    plain_part(folder).set->left_out.push_back(
        {path, fmt::format("{} is no server that miglint knows", server.name), false});
  }

  /// The folder of the history, or of that part of it that is for one server.
  Part& part_of_plain(const std::string& path, std::string_view named) {
    std::string folder = path == kNoFile ? path : history_folder(path, named);
    const auto server = path == kNoFile ? std::nullopt : server_named_below(path, folder);
    if (!server || !server->dialect) return plain_part(folder);
    if (folder_of(path).starts_with(server->place)) folder = server->place;
    Part& part = plain_part(folder, server->dialect);
    part.set->dialect = server->dialect;
    part.set->dialect_why = fmt::format("the name {}", server->name);
    return part;
  }

  void take_plain(const std::string& path, std::string_view named) {
    Part& part = part_of_plain(path, named);
    const std::string folder = part.set->folder;
    part.asked.insert(path);
    part.set->files.push_back(plain_file(path, folder));
    part.wants_siblings = part.wants_siblings ||
                          (named.empty() && (is_migration_folder(history_folder(path, named)) ||
                                             is_numbered(name_of(path))));
  }

  /// A program that was named itself, whatever it holds.
  void take_program(const std::string& path) {
    MigrationSet set;
    set.tool = find_tool("cxx");
    set.folder = folder_of(path);
    set.why = "it was named";
    set.order = "as named; in a file by version number, else as written";
    Part& part = part_of(set);
    part.asked.insert(path);
    MigrationFile& file = part.set->files.emplace_back();
    file.path = path;
    file.id = name_of(path);
  }

  void take_standard_input(const std::string& path) {
    if (path != kNoFile) {
      if (const MigrationSet* set = recogniser_.of(path)) {
        part_of(*set).asked.insert(path);
        return;
      }
    }
    // Alone: a file of that name that was named as well is another one.
    if (path == kNoFile) {
      take_plain(path, {});
    } else {
      Part& part = plain_part(history_folder(path, {}));
      if (!part.asked.contains(path)) take_plain(path, {});
    }
  }

  /// A set may have files outside of its folder: they are meant where the folder is.
  void take_from_elsewhere() {
    for (auto& [key, part] : parts_) {
      const std::string& folder = part.set->folder;
      const bool is_named = std::ranges::any_of(paths_, [&](std::string path) {
        while (path.size() > 1 && path.ends_with('/'))
          path.pop_back();
        return path == "." || path == folder || folder.starts_with(path + "/");
      });
      if (!is_named) continue;
      for (const MigrationFile& file : part.set->files)
        if (!file.path.starts_with(folder) && !is_excluded(file.path)) part.asked.insert(file.path);
    }
  }

  Part& part_of(const MigrationSet& known) {
    const PartKey key(known.tool, known.folder, known.guessed,
                      known.tool == &plain_sql() ? known.dialect : std::nullopt);
    const auto [found, is_new] = parts_.try_emplace(key);
    if (is_new) {
      found->second.set = &result_.sets.emplace_back(known);
      order_.push_back(key);
    }
    return found->second;
  }

  Part& plain_part(const std::string& folder, std::optional<Dialect> dialect = std::nullopt) {
    MigrationSet set;
    set.tool = &plain_sql();
    set.folder = folder;
    set.why = is_migration_folder(folder) ? "the folder's name; no tool's signs are in it"
                                          : "no tool's signs are in it";
    set.order = "by name, numbers in it by their value";
    set.guessed = true;
    set.dialect = dialect;
    return part_of(set);
  }

  /// Siblings of a plain file that was named itself: all in a folder of migrations, in another
  /// one the numbered ones beside it.
  void add_siblings(Part& part) {
    const bool all_are = is_migration_folder(history_folder(join_path(part.set->folder, "x"), {}));
    const std::vector<std::string> folders{part.set->folder};
    const CollectedFiles all =
        collect_files(folders, [this](const std::string& path) { return is_excluded(path); });
    for (const std::string& found : all.files) {
      // As it is written when the file is named: what was asked for is not its own history.
      const std::string path = found.starts_with("./") ? found.substr(2) : found;
      if (part.asked.contains(path) || !is_sql(path) || recogniser_.of(path) != nullptr) continue;
      const bool is_beside = history_folder(path, {}) == part.set->folder;
      if (!all_are && !(is_beside && is_numbered(name_of(path)))) continue;
      const auto server = server_named_below(path, part.set->folder);
      if (server && server->dialect != part.set->dialect) continue;
      part.set->files.push_back(plain_file(path, part.set->folder));
    }
    std::ranges::stable_sort(part.set->files, natural_less, &MigrationFile::path);
  }

  void finish() {
    for (const auto& key : order_) {
      Part& part = parts_[key];
      if (part.wants_siblings && options_.with_history) add_siblings(part);
      if (part.set->dialect) {
        // The files' place or names say it. No sign is better, but that MariaDB goes by the name of
        // MySQL, too.
        if (part.set->dialect == Dialect::mysql) {
          if (auto sign = words_of_mariadb(*part.set, tree_)) {
            part.set->dialect = sign->dialect;
            part.set->dialect_why += "; " + sign->why;
          }
        }
      } else if (auto sign = find_dialect(*part.set, tree_)) {
        part.set->dialect = sign->dialect;
        part.set->dialect_why = std::move(sign->why);
      }
      const std::vector<MigrationFile>& files = part.set->files;
      const auto asked = [&](const MigrationFile& file) { return part.asked.contains(file.path); };
      const auto last = std::ranges::find_if(files.rbegin(), files.rend(), asked).base();
      for (auto file = files.begin(); file != files.end(); ++file) {
        const bool reported = asked(*file);
        if (!reported && !is_history(part, *file, file < last)) continue;
        result_.files.push_back({part.set, *file, reported, file->path == options_.standard_input});
      }
    }
  }

  /// Before what was asked for, or the other half of it.
  [[nodiscard]] bool is_history(const Part& part, const MigrationFile& file, bool before) const {
    if (!options_.with_history || is_excluded(file.path)) return false;
    // The names of programs say nothing of what runs first, unless somebody says that they do.
    if (part.set->tool->language == Language::cxx && !part.set->told) return false;
    return before || std::ranges::any_of(part.set->files, [&](const MigrationFile& other) {
             return other.id == file.id && part.set->tool != &plain_sql() &&
                    part.asked.contains(other.path);
           });
  }

  std::span<const std::string> paths_;
  const DiscoverOptions& options_;
  ConfigFinder& configs_;
  Tree tree_;
  Recogniser recogniser_;
  std::map<PartKey, Part> parts_;
  std::vector<PartKey> order_;
  Discovery result_;
};

}  // namespace

Discovery discover(std::span<const std::string> paths, const DiscoverOptions& options,
                   ConfigFinder& configs) {
  return Discoverer(paths, options, configs).run();
}

std::vector<std::string> discover_folders(const std::string& folder, ConfigFinder& configs) {
  Tree tree;
  Recogniser recogniser(tree, configs);
  return find_migration_folders(
      folder, [&](const std::string& path) { return recogniser.at(path) != nullptr; });
}

}  // namespace miglint
