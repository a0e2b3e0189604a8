// PostgreSQL's parser alone: what everything else is measured against.
#pragma once

#include <string>

namespace miglint::bench {

/// Parses the script into a raw tree, drops it, and gives the number of statements; -1 on an error.
[[nodiscard]] int parse_only(const std::string& script);

}  // namespace miglint::bench
