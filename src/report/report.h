// Findings to output: one function a format, one file a function.
//
// Comes in: findings, sorted and with levels set. Goes out: text appended to a string; who calls
// decides where it goes. No decisions about what is reported belong here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "lint/finding.h"
#include "lint/rule.h"
#include "source/source_file.h"

namespace miglint {

/// An input that could not be looked at.
struct UnreadInput {
  std::string path;
  std::string message;  ///< Why, and what to do about it.
};

/// All that a report may show.
struct Result {
  const SourceSet& sources;
  std::span<const Finding> findings;  ///< Suppressed ones too.
  std::span<const RuleInfo> rules;    ///< Every rule that could have fired, with its level.
  std::size_t files = 0;              ///< Files looked at.
  std::size_t statements = 0;
  std::span<const UnreadInput> unread;
  /// By `FileId`: the path from the root of the repository, with '/' between the parts; an absolute
  /// path for a file outside of it. SARIF needs it; where it is missing, the shown path stands in.
  std::span<const std::string> repository_paths;
};

/// How many findings there are; suppressed ones are only counted as such.
struct Summary {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t notes = 0;
  std::size_t suppressed = 0;
};
[[nodiscard]] Summary summary(std::span<const Finding> findings);

struct TextStyle {
  bool color = false;
  bool quiet = false;  ///< One line a finding, no source, no advice, no summary.
  std::uint16_t width = 100;
};

/// For people. Suppressed findings are only counted.
void write_text(const Result& result, const TextStyle& style, std::string& out);
/// For programs: one object, one line a finding; docs/formats.md describes it.
void write_json(const Result& result, std::string& out);
/// SARIF 2.1.0: one run, suppressed findings as such.
void write_sarif(const Result& result, std::string& out);

}  // namespace miglint
