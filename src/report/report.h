// Findings to output: one function a format, one file a function.
//
// Comes in: findings, sorted and with levels set. Goes out: text appended to a string; who calls
// decides where it goes. No decisions about what is reported belong here.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "lint/finding.h"
#include "lint/rule.h"
#include "source/source_file.h"

namespace miglint {

/// All that a report may show.
struct Result {
  const SourceSet& sources;
  std::span<const Finding> findings;  ///< Suppressed ones too.
  std::span<const RuleInfo> rules;    ///< Every rule that could have fired, with its level.
  std::size_t files = 0;              ///< Files looked at.
  std::size_t statements = 0;
};

struct TextStyle {
  bool color = false;
  bool quiet = false;  ///< One line a finding, no source, no advice, no summary.
  std::uint16_t width = 100;
};

void write_text(const Result& result, const TextStyle& style, std::string& out);
void write_json(const Result& result, std::string& out);
/// SARIF 2.1.0.
void write_sarif(const Result& result, std::string& out);

}  // namespace miglint
