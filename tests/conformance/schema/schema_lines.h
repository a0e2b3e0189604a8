// A replayed `Schema`, one line an object, in the words that server_catalog.h uses.
#pragma once

#include <string>
#include <vector>

#include "schema/schema.h"

namespace miglint {

/// Sorted lines of all objects.
[[nodiscard]] std::vector<std::string> schema_lines(const Schema& schema);

}  // namespace miglint
