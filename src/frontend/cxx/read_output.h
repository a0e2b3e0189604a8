// The helper's lines of JSON to statements.
//
// Comes in: what miglint-cxx has written about a file. Goes out: the file's migration. Running the
// helper does not belong here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "migration/migration.h"
#include "source/arena.h"

namespace miglint::cxx {

/// `server`: what a library that speaks to several servers speaks to here: "postgres", "mysql",
/// "sqlite". Adds the statements to `migration.up`. False when the output does not end as it
/// should: then what it has is added all the same.
[[nodiscard]] bool read_output(std::string_view output, std::string_view server,
                               Migration& migration, std::vector<std::string>& missing_headers,
                               Arena& arena);

}  // namespace miglint::cxx
