// What a run on a scratch server showed: statement by statement, and in sum.
//
// Comes in: verifications, findings with verdicts. Goes out: text for people, JSON for programs.
// Nothing is decided here.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "report/report.h"
#include "verify/verify.h"

namespace miglint {

struct VerdictCount {
  std::size_t confirmed = 0;
  std::size_t refuted = 0;
  std::size_t not_exercised = 0;
};
[[nodiscard]] VerdictCount count_verdicts(std::span<const Finding> findings);

struct VerifyReport {
  std::string_view server;  ///< "15.20"
  std::span<const Verification> databases;
  std::span<const std::string> remarks;
};

/// The statements, then the findings as `write_text` has them, then the sums.
void write_verify_text(const Result& result, const VerifyReport& report, const TextStyle& style,
                       std::string& out);
/// The object of `write_json` with one more key, `verify`; docs/formats.md describes it.
void write_verify_json(const Result& result, const VerifyReport& report, std::string& out);

}  // namespace miglint
