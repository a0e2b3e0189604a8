// The fingerprints of lines that code-scanning services know findings by.
//
// Comes in: a file's text. Goes out: short strings, one a line. Which findings get one, and under
// what key, does not belong here; miglint's own is in lint/finding_hashes.h.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace miglint {

/// What code-scanning services call `primaryLocationLineHash`: for each line, from 1 on, the hash
/// of the 100 characters that follow its begin, and how many lines before it had the same, as
/// "hash:count". Calculated as the upload action for SARIF files does it, so that both ways of
/// uploading a file name a finding alike: a rolling polynomial over UTF-16 code units, without
/// blanks and tabs, every kind of line end as one line feed, 0xFFFF after the last character and
/// zeros from there on.
[[nodiscard]] std::vector<std::string> line_hashes(std::string_view text);

}  // namespace miglint
