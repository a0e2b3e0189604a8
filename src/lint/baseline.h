// Findings that a project has accepted for now: only new ones are to be told.
//
// Comes in: the text of a baseline file, and findings. Goes out: findings marked as accepted, and
// the text of a new baseline. Reading and writing files does not belong here.
#pragma once

#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/finding.h"
#include "source/source_file.h"

namespace miglint {

struct BaselineEntry {
  std::string fingerprint;  ///< See `FindingHashes`.
  std::string rule;
  std::string file;  ///< From the root of the repository.
};

struct Baseline {
  std::vector<BaselineEntry> entries;
};

/// The error says what is wrong with the text.
[[nodiscard]] std::expected<Baseline, std::string> parse_baseline(std::string_view text);

/// All findings but those that a comment suppresses. `paths`: by `FileId`, from the root of the
/// repository.
[[nodiscard]] std::string baseline_of(std::span<const Finding> findings,
                                      std::span<const std::string> paths, const SourceSet& sources);

/// Marks the findings that the baseline has. Gives the entries of the files in `looked_at` that no
/// finding matches any more.
[[nodiscard]] std::vector<BaselineEntry> apply_baseline(const Baseline& baseline,
                                                        std::span<Finding> findings,
                                                        std::span<const std::string> paths,
                                                        std::span<const FileId> looked_at,
                                                        const SourceSet& sources);

}  // namespace miglint
