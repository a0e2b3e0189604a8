// miglint's own fingerprint of a finding: by it the finding is known again in another run, after
// the file has changed elsewhere.
//
// Comes in: a rule, a path and a place. Goes out: a short string. What it is used for does not
// belong here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "source/source_file.h"
#include "source/span.h"

namespace miglint {

/// `miglint/v1`: of the rule, the path and the lines that the finding is on, with how many findings
/// before it had the same. Lines above and below may come and go.
class FindingHashes {
 public:
  [[nodiscard]] std::string next(std::string_view rule, std::string_view path,
                                 const SourceFile& file, Span span);

 private:
  std::map<std::uint64_t, std::size_t> seen_;
};

}  // namespace miglint
