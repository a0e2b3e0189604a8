// `miglint fix`: puts the safe way in the place of what was found, in files that nobody has run.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/open_project.h"
#include "cli/output.h"
#include "cli/pipeline.h"
#include "project/git.h"
#include "report/diff.h"
#include "rules/rules.h"
#include "source/apply_edits.h"

namespace miglint {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The file is replaced as a whole, so that it is never half written.
std::optional<std::string> replace_file(const std::string& path, std::string_view text) {
  std::error_code error;
  const fs::path target = fs::canonical(path, error);
  if (error) return fmt::format("{}: {}", path, error.message());
  const std::string draft = target.string() + ".miglint-draft";
  if (const auto failure = write_output(draft, text)) return failure;
  fs::permissions(draft, fs::status(target).permissions(), error);
  fs::rename(draft, target, error);
  if (!error) return std::nullopt;
  const std::string message = error.message();
  fs::remove(draft, error);
  return fmt::format("{}: {}", path, message);
}

class FixCommand {
 public:
  explicit FixCommand(const Arguments& arguments)
      : arguments_(arguments),
        known_(known_rules(rules::all())),
        configs_(known_, arguments.config) {}

  int run() {
    if (std::ranges::find(arguments_.paths, kStandardInput) != arguments_.paths.end()) {
      complain("fix changes files: standard input is none. `miglint check -` shows the safe way");
      return kFailed;
    }
    choose_revision();
    if (const auto exit = open_project(arguments_, configs_, project_)) return *exit;
    findings_ = lint_project(project_, run_options(arguments_), rules::all());
    std::erase_if(findings_, [](const Finding& finding) { return finding.suppressed.has_value(); });
    collect_edits();
    bool well = project_.unread.empty();
    std::string out;
    for (const auto& [file, edits] : edits_) {
      if (!fix_file(file, edits, out)) well = false;
    }
    if (const auto failure = write_output("", out)) {
      complain(*failure);
      return kFailed;
    }
    sum_up();
    if (!well) return kFailed;
    return arguments_.diff && fixed_ > 0 ? kFound : kNothingFound;
  }

 private:
  /// Whatever the branch that all share has may have been applied already.
  void choose_revision() {
    if (!arguments_.since.empty()) return;
    const std::string folder = arguments_.paths.empty() ? "." : arguments_.paths.front();
    std::error_code error;
    const fs::path parent =
        fs::is_directory(folder, error) ? fs::path(folder) : fs::path(folder).parent_path();
    arguments_.since = shared_revision(parent.empty() ? "." : parent.string());
  }

  [[nodiscard]] bool may_be_applied(FileId file) const {
    const Change change = project_.files[static_cast<std::size_t>(file)].migration.change;
    return change == Change::edited || change == Change::renamed || change == Change::unchanged;
  }

  void collect_edits() {
    for (const Finding& finding : findings_) {
      if (finding.fix.empty()) continue;
      const FileId file = finding.fix.front().span.file;
      if (may_be_applied(file)) {
        ++refused_[file];
        continue;
      }
      auto& edits = edits_[file];
      edits.insert(edits.end(), finding.fix.begin(), finding.fix.end());
    }
  }

  /// False when the file could not be changed; that has been told.
  bool fix_file(FileId file, std::span<const Edit> all, std::string& out) {
    const SourceFile& source = project_.sources[file];
    const std::vector<Edit> edits = compatible_edits(all);
    if (arguments_.diff) {
      write_diff(source, edits, use_color(arguments_.color, ""), out);
      ++files_;
      fixed_ += edits.size();
      return true;
    }
    const std::string on_disk = bytes_of(source.path());
    if (!on_disk.ends_with(source.text())) {
      complain(fmt::format("{}: has changed meanwhile; run `miglint fix` again", source.path()));
      return false;
    }
    // A byte order mark is no part of the text, and stays.
    const std::string mark = on_disk.substr(0, on_disk.size() - source.text().size());
    if (const auto failure =
            replace_file(source.path(), mark + apply_edits(source.text(), edits))) {
      complain(*failure);
      return false;
    }
    ++files_;
    fixed_ += edits.size();
    for (const Finding& finding : findings_) {
      const bool applied =
          !finding.fix.empty() && std::ranges::any_of(edits, [&](const Edit& edit) {
            return edit.span == finding.fix.front().span;
          });
      if (!applied) continue;
      out += fmt::format("{}:{}: {}\n", source.path(), source.position(finding.span.begin).line,
                         finding.rule->id);
    }
    return true;
  }

  void sum_up() const {
    for (const auto& [file, count] : refused_) {
      complain(fmt::format(
          "{}: not changed ({} would be rewritten): `{}` has it, so it may have been applied, and "
          "tools keep checksums of what they have applied. Write a new migration instead",
          project_.sources[file].path(), count, arguments_.since));
    }
    const auto left = std::ranges::count_if(
        findings_, [](const Finding& finding) { return finding.fix.empty(); });
    complain(fmt::format(
        "{} {} {} in {} file{}; {} {} a decision (`miglint check`)", fixed_,
        fixed_ == 1 ? "place" : "places", arguments_.diff ? "to rewrite" : "rewritten", files_,
        files_ == 1 ? "" : "s", left, left == 1 ? "finding needs" : "findings need"));
  }

  Arguments arguments_;
  std::vector<KnownRule> known_;
  ConfigFinder configs_;
  Project project_;
  std::vector<Finding> findings_;
  std::map<FileId, std::vector<Edit>> edits_;
  std::map<FileId, std::size_t> refused_;
  std::size_t fixed_ = 0;
  std::size_t files_ = 0;
};

}  // namespace

int run_fix(const Arguments& arguments) {
  return FixCommand(arguments).run();
}

}  // namespace miglint
