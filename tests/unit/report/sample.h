// A result to report: files, rules and findings made by hand.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/finding.h"
#include "lint/rule.h"
#include "report/report.h"
#include "source/source_file.h"

namespace miglint {

inline constexpr std::array<std::string_view, 1> kSampleDialects{"postgres"};
inline constexpr std::array<std::string_view, 2> kSampleTags{"locks", "indexes"};
inline constexpr std::array<RuleInfo, 2> kSampleRules{
    RuleInfo{.id = "index-without-concurrently",
             .group = "indexes",
             .title = "CREATE INDEX blocks writes",
             .level = Level::error,
             .dialects = kSampleDialects,
             .versions = {},
             .tags = kSampleTags,
             .precision = "very-high",
             .page = "# CREATE INDEX blocks writes\n\nThe index is built under a lock\nthat keeps "
                     "writers out.\n\n## The safe way\n",
             .logic = nullptr},
    RuleInfo{.id = "drop-column",
             .group = "tables",
             .title = "Dropping a column breaks what reads it",
             .level = Level::warning,
             .dialects = kSampleDialects,
             .versions = "PostgreSQL 13 and later",
             .tags = {},
             .precision = "high",
             .page = "Readers fail.\n",
             .logic = nullptr},
};

/// Files and findings on them; places are given by the text that stands there.
struct Sample {
  SourceSet sources;
  std::vector<Finding> findings;
  std::vector<UnreadInput> unread;
  std::vector<std::string> repository_paths;
  std::vector<Span> not_read;
  std::size_t statements = 2;
  std::optional<Shard> shard;

  FileId add_file(std::string path, std::string text) {
    return sources.add(std::move(path), std::move(text));
  }

  /// The first place of `text` in the file.
  [[nodiscard]] Span span(FileId file, std::string_view text) const {
    const auto begin = static_cast<std::uint32_t>(sources[file].text().find(text));
    return {file, begin, begin + static_cast<std::uint32_t>(text.size())};
  }

  Finding& add_finding(std::size_t rule, Span span, std::string message) {
    Finding& finding = findings.emplace_back();
    finding.rule = &kSampleRules.at(rule);
    finding.level = finding.rule->level;
    finding.span = span;
    finding.message = std::move(message);
    return finding;
  }

  [[nodiscard]] Result result() const {
    return {.sources = sources,
            .findings = findings,
            .rules = kSampleRules,
            .files = sources.size(),
            .statements = statements,
            .unread = unread,
            .repository_paths = repository_paths,
            .not_read = not_read,
            .shard = shard};
  }
};

}  // namespace miglint
