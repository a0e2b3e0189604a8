// The result of `check` or `verify` in each format that is asked for, to where it is asked for.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "cli/arguments.h"
#include "report/report.h"

namespace miglint {

/// False when all outputs are text for people.
[[nodiscard]] bool is_written_for_programs(const Arguments& arguments);

/// A command's own way to write a format; nothing where it has none.
using OwnFormat = std::function<std::optional<std::string>(const OutputRequest&)>;

/// False when an output could not be written; that has been told.
[[nodiscard]] bool write_result(const Result& result, const Arguments& arguments,
                                const OwnFormat& own = {});

}  // namespace miglint
