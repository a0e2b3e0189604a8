// What the fixtures say for themselves.
#pragma once

#include <set>
#include <string>

namespace miglint {

/// "file:line rule-id"
using Marks = std::set<std::string>;

/// Of each file below `folder`: `-- expect: <rule-id>[, <rule-id>]` at the end of a line, in Python
/// `# expect: …`, in C++ and PHP `// expect: …`.
Marks marks_in(const std::string& folder);

}  // namespace miglint
