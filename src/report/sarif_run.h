// A SARIF file in the pieces that survive a merge.
//
// Comes in: results and rules as JSON texts of one line each, from a run or from files that earlier
// runs wrote. Goes out: one SARIF 2.1.0 file within the limits of code scanning. What a finding
// looks like in SARIF does not belong here.
#pragma once

#include <cstddef>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "report/report.h"

namespace miglint {

/// What a code-scanning service refuses to take in one run.
inline constexpr std::size_t kMostSarifResults = 25'000;

struct SarifResult {
  Level level = Level::off;
  bool suppressed = false;
  std::string json;
};

struct SarifRun {
  std::string version;             ///< Of miglint.
  std::vector<std::string> rules;  ///< JSON
  std::vector<SarifResult> results;
  std::vector<std::string> unread;  ///< Notifications of inputs that could not be read, as JSON.
  std::size_t left_out = 0;         ///< Results that an earlier file had no room for.
  std::size_t shortened = 0;        ///< Results whose message or places were cut.
  std::size_t files = 0;
  std::size_t statements = 0;
  std::size_t statements_not_read = 0;
  std::optional<Shard> shard;
};

/// Writes the run; of more results than fit, the lowest levels are left out, and a notification
/// says so.
void write_sarif_run(SarifRun run, std::string& out);

/// A file that `write_sarif_run` wrote; a message when it is something else.
[[nodiscard]] std::expected<SarifRun, std::string> read_sarif(std::string_view text);

/// The runs as one, or why they cannot be: all have to come from one version of miglint.
[[nodiscard]] std::expected<SarifRun, std::string> merged(std::vector<SarifRun> runs);

/// Of the results that are there; those left out are no graver.
[[nodiscard]] Summary summary(const SarifRun& run);

}  // namespace miglint
