// A text that matches a simple regular expression, as an SQL expression.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace miglint {

/// For patterns of letters, `[classes]`, `\d`, `\w`, `.` and `{n}`, `{n,m}`, `?`, `*`, `+` between
/// `^` and `$`; nothing for groups, alternatives and the rest. `random` is an SQL expression that
/// gives a whole number from 0 on.
[[nodiscard]] std::optional<std::string> text_matching(std::string_view pattern,
                                                       std::string_view random);

}  // namespace miglint
