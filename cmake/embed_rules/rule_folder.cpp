#include "rule_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <system_error>
#include <tuple>
#include <utility>

namespace miglint {
namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

class FolderReader {
 public:
  explicit FolderReader(fs::path root) : root_(std::move(root)) {}

  RuleFolder read() {
    std::error_code error;
    for (const auto& group : fs::directory_iterator(root_, error)) {
      if (group.is_directory()) read_group(group.path());
    }
    if (error) problem(root_, 1, error.message());
    std::ranges::sort(result_.pages, {},
                      [](const RulePage& page) { return std::tie(page.group, page.id); });
    std::ranges::sort(result_.problems);
    return std::move(result_);
  }

 private:
  void problem(const fs::path& file, int line, std::string_view text) {
    result_.problems.push_back(fmt::format("{}:{}: {}", file.string(), line, text));
  }

  void read_group(const fs::path& folder) {
    std::set<fs::path> pages;
    std::set<fs::path> logic;
    for (const auto& entry : fs::directory_iterator(folder)) {
      const auto& file = entry.path();
      if (file.extension() == ".md") {
        pages.insert(file);
      } else if (file.extension() == ".cpp") {
        logic.insert(file);
      } else {
        problem(file, 1, "a rule is one .md and one .cpp, nothing else");
      }
    }
    for (const auto& file : pages) {
      read_page(file, logic.contains(fs::path(file).replace_extension(".cpp")));
    }
    for (const auto& file : logic) {
      if (const auto page = fs::path(file).replace_extension(".md"); !pages.contains(page)) {
        problem(file, 1,
                fmt::format("the rule has no page {} beside it", page.filename().string()));
      }
    }
  }

  void read_page(const fs::path& file, bool has_logic) {
    const auto id = file.stem().string();
    auto [page, problems] =
        parse_rule_page(content_of(file), file.parent_path().filename().string(), id);
    for (const auto& each : problems)
      problem(file, each.line, each.text);
    if (page.engine && has_logic) {
      problem(file, 1,
              fmt::format("'engine: true' says that there is no {}.cpp, but there is", id));
    } else if (!page.engine && !has_logic && problems.empty()) {
      problem(file, 1, fmt::format("the page has no {}.cpp beside it", id));
    }
    if (const auto [other, is_new] = by_id_.emplace(id, file); !is_new) {
      problem(file, 1, fmt::format("the id is taken by {}", other->second.string()));
    }
    result_.pages.push_back(std::move(page));
  }

  fs::path root_;
  std::map<std::string, fs::path> by_id_;
  RuleFolder result_;
};

}  // namespace

RuleFolder read_rule_folder(const std::filesystem::path& folder) {
  return FolderReader(folder).read();
}

}  // namespace miglint
