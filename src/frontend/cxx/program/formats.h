// Strings that are made from a pattern and values: fmt, std::format, printf, QString::arg.
//
// Comes in: the pattern, the values as texts. Goes out: the text. Which function uses which pattern
// does not belong here.
#pragma once

#include <span>
#include <string_view>

#include "frontend/cxx/program/text.h"

namespace miglint::cxx {

/// `{}`, `{0}`, `{:>8}`, `{{`. Named ones are not known.
[[nodiscard]] Text format_braces(const Text& pattern, std::span<const Text> values);
/// `%s`, `%d`, `%%`; SQLite's `%q`, `%Q`, `%w`.
[[nodiscard]] Text format_percent(const Text& pattern, std::span<const Text> values);
/// QString::arg with one or more values: the lowest of %1 to %99 are replaced.
[[nodiscard]] Text format_places(const Text& pattern, std::span<const Text> values);

}  // namespace miglint::cxx
