#include "cli/rule_set.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "rules/rules.h"

namespace miglint {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array kAll{"postgres"sv, "mysql"sv, "mariadb"sv};
constexpr std::array kTags{"house-rule"sv};

std::string page_of(const Ban& ban, const Config& config) {
  std::string page =
      fmt::format("\n## What happens\n\n{}\n\n## Where it comes from\n\n", ban.message);
  page += fmt::format("A `[[ban]]` of {}: `{}`", config.path, fmt::join(ban.operations, "`, `"));
  const auto add = [&](std::string_view what, const std::string& pattern) {
    if (!pattern.empty()) page += fmt::format(", {} `{}`", what, pattern);
  };
  add("name", ban.name);
  add("table", ban.table);
  add("type", ban.type);
  page += ". It looks at what migrations do, not at their rollbacks.\n";
  if (!ban.instead.empty()) page += fmt::format("\n## Do this instead\n\n{}\n", ban.instead);
  return page;
}

}  // namespace

RuleSet::RuleSet() {
  const auto built_in = rules::all();
  rules_.assign(built_in.begin(), built_in.end());
}

RuleSet::RuleSet(const Project& project) : RuleSet() {
  std::vector<const Config*> seen;
  for (const ReadFile& file : project.files) {
    if (std::ranges::find(seen, file.config) != seen.end()) continue;
    seen.push_back(file.config);
    add(*file.config);
  }
}

RuleSet::RuleSet(const Config& config) : RuleSet() {
  add(config);
}

void RuleSet::add(const Config& config) {
  for (const Ban& ban : config.bans) {
    if (std::ranges::find(rules_, ban.id, &RuleInfo::id) != rules_.end()) continue;
    const std::span<const std::string_view> dialects(kAll);
    rules_.push_back({.id = ban.id,
                      .group = "ban",
                      .title = ban.message,
                      .level = static_cast<Level>(ban.level),
                      .dialects = ban.dialect
                                      ? dialects.subspan(static_cast<std::size_t>(*ban.dialect), 1)
                                      : dialects,
                      .versions = "",
                      .tags = kTags,
                      .precision = "very-high",
                      .page = pages_.emplace_back(page_of(ban, config))});
  }
}

}  // namespace miglint
