// The result of a run in plain values, without the sources: what formats for other programs show,
// and what several runs are merged from.
//
// Comes in: a `Result`, or JSON that an earlier run wrote. Goes out: values that stand by
// themselves. What a format looks like does not belong here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "report/report.h"

namespace miglint {

struct Place {
  std::string file;  ///< As the command line names it.
  std::string path;  ///< From the root of the repository; absolute outside of it.
  Position begin;
  Position end;  ///< Behind the last character.
};

struct ReportedEffect {
  std::string relation;
  std::string lock;  ///< As `pg_locks.mode` names it.
  bool rewrite = false;
  bool scan = false;
  bool index_build = false;
};

/// Something at another place: what is there, or what to write there.
struct PlacedText {
  Place place;
  std::string text;
};

struct ReportedFinding {
  std::string rule;
  Level level = Level::off;
  Place place;
  Direction direction = Direction::up;
  std::string message;
  std::string safe_way;
  std::optional<ReportedEffect> effect;
  std::optional<SizeFact> size;
  std::vector<PlacedText> related;
  std::vector<PlacedText> fix;
  std::optional<Verdict> verdict;
  std::optional<std::string> suppressed;
  std::string fingerprint;  ///< `miglint/v1`
};

struct Outcome {
  std::vector<ReportedFinding> findings;  ///< Suppressed ones too.
  std::size_t files = 0;
  std::size_t statements = 0;
  std::size_t statements_not_read = 0;
  std::optional<Place> first_not_read;
  std::vector<UnreadInput> unread;
  std::optional<Shard> shard;
  std::span<const RuleInfo> rules;  ///< For the titles of the rules.
};

[[nodiscard]] Outcome outcome_of(const Result& result);

/// JSON as `write_json` writes it; a message when it is something else.
[[nodiscard]] std::expected<Outcome, std::string> read_json(std::string_view text);

/// The runs as one: findings in the order of the runs, counts added up, an input that several runs
/// could not read once.
[[nodiscard]] Outcome merged(std::vector<Outcome> runs);

[[nodiscard]] Summary summary(const Outcome& outcome);
/// The rule's title; empty when the rule is not known.
[[nodiscard]] std::string_view title_of(const Outcome& outcome, std::string_view rule);
[[nodiscard]] std::string whole_message(const ReportedFinding& finding);

void write_json(const Outcome& outcome, std::string& out);
/// Workflow commands of GitHub Actions: the runner makes annotations of them.
void write_github(const Outcome& outcome, std::string& out);
/// GitLab's Code Quality report.
void write_gitlab(const Outcome& outcome, std::string& out);
/// JUnit XML: a finding at or above `fail_on` is a failed test case, another one a passed case with
/// its text as output.
void write_junit(const Outcome& outcome, std::optional<Level> fail_on, std::string& out);
/// GitHub-flavoured Markdown that fits into a comment: the gravest findings first, and a note when
/// some had to be left out.
void write_markdown(const Outcome& outcome, std::string& out);

}  // namespace miglint
