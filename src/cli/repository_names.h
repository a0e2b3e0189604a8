// What files are called in results that other programs read: by their path from the repository's
// root.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/pipeline.h"
#include "lint/finding.h"

namespace miglint {

enum class NamedFiles : std::uint8_t { of_findings, all };

/// By `FileId`: the path from the root of the repository, for the files that findings and
/// `not_read` speak of; empty for the others. Inputs that could not be read get theirs in place.
[[nodiscard]] std::vector<std::string> repository_names(Project& project,
                                                        std::span<const Finding> findings,
                                                        std::span<const Span> not_read,
                                                        NamedFiles named);

}  // namespace miglint
