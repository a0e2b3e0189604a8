// A finding's safe way as edits of its file: what to try, not yet known to be right.
//
// Comes in: a finding and the file that it is in. Goes out: edits in the order of the file; none
// where the safe way has a gap, asks for a decision, or has no plain place in the file.
#pragma once

#include <vector>

#include "cli/pipeline.h"

namespace miglint {

struct PatchDraft {
  std::vector<Edit> edits;
  bool adds = false;  ///< Its point is something more in the schema: an index.
};

[[nodiscard]] PatchDraft patch_draft(const Finding& finding, const ReadFile& file,
                                     const SourceSet& sources);

}  // namespace miglint
