// Fingerprints: by them a finding is known again in another run, after the file has changed
// elsewhere.
//
// Comes in: texts, places and names. Goes out: short strings. Which findings get one, and under
// what key, does not belong here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "source/source_file.h"
#include "source/span.h"

namespace miglint {

/// What code-scanning services call `primaryLocationLineHash`: for each line, from 1 on, the hash
/// of the 100 characters that follow its begin, and how many lines before it had the same, as
/// "hash:count". Calculated as the upload action for SARIF files does it, so that both ways of
/// uploading a file name a finding alike: a rolling polynomial over UTF-16 code units, without
/// blanks and tabs, every kind of line end as one line feed, 0xFFFF after the last character and
/// zeros from there on.
[[nodiscard]] std::vector<std::string> line_hashes(std::string_view text);

/// miglint's own fingerprint, `miglint/v1`: of the rule, the path and the lines that the finding is
/// on, with how many findings before it had the same. Lines above and below may come and go.
class FindingHashes {
 public:
  [[nodiscard]] std::string next(std::string_view rule, std::string_view path,
                                 const SourceFile& file, Span span);

 private:
  std::map<std::uint64_t, std::size_t> seen_;
};

}  // namespace miglint
