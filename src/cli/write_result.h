// The result of `check` in each format that is asked for, to where it is asked for.
#pragma once

#include "cli/arguments.h"
#include "report/report.h"

namespace miglint {

/// False when all outputs are text for people.
[[nodiscard]] bool is_written_for_programs(const Arguments& arguments);

/// False when an output could not be written; that has been told.
[[nodiscard]] bool write_result(const Result& result, const Arguments& arguments);

}  // namespace miglint
