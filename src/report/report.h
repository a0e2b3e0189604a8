// Findings to output: one function a format, one file a function.
//
// Comes in: findings, sorted and with levels set. Goes out: text appended to a string; who calls
// decides where it goes. No decisions about what is reported belong here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/finding.h"
#include "lint/rule.h"
#include "source/source_file.h"

namespace miglint {

/// An input that could not be looked at.
struct UnreadInput {
  std::string path;
  std::string message;  ///< Why, and what to do about it.
  /// From the root of the repository; empty: as shown.
  std::string repository_path{};
};
[[nodiscard]] std::string_view path_of(const UnreadInput& input);

/// The part of a run that one of several machines does: part `index` (from 1) of `count`.
struct Shard {
  std::uint32_t index = 1;
  std::uint32_t count = 1;
  friend constexpr bool operator==(const Shard&, const Shard&) = default;
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
  /// path for a file outside of it. Only people do without it; where it is missing or empty, the
  /// shown path stands in.
  std::span<const std::string> repository_paths;
  /// Statements that could not be read: their syntax is wrong, or only run time knows them.
  std::span<const Span> not_read{};
  std::optional<Shard> shard{};
  /// By finding: its safe way as a unified diff; empty where none is known. May be missing.
  std::span<const std::string> patches{};

  [[nodiscard]] std::string_view repository_path(FileId file) const;
  /// Of one of `findings`.
  [[nodiscard]] std::string_view patch(const Finding& finding) const;
};

/// By finding: the fingerprint `miglint/v1`.
[[nodiscard]] std::vector<std::string> fingerprints(const Result& result);

/// The words of a finding as one text: the message, what a scratch server showed, the safe way.
[[nodiscard]] std::string whole_message(std::string_view message,
                                        const std::optional<Verdict>& verdict,
                                        std::string_view safe_way);

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

enum class Suppressed : std::uint8_t { left_out, included };
/// SARIF 2.1.0: one run, within the limits of code scanning.
void write_sarif(const Result& result, Suppressed suppressed, std::string& out);

/// For reviewdog (the format `rdjson`); its columns count bytes. Suppressed findings are left out.
void write_rdjson(const Result& result, std::string& out);

}  // namespace miglint
