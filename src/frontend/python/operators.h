// Python's operators on values.
//
// Comes in: an operator and its operands. Goes out: a value; an object of type "operator" when an
// operand is a library's, which may give the operator a meaning of its own. Names do not belong
// here.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "frontend/eval/value.h"

namespace miglint::python {

/// `a + b` and its like. `origin` is the expression in the source.
[[nodiscard]] eval::Value binary(std::string_view operation, const eval::Value& a,
                                 const eval::Value& b, const std::string& origin);
/// `a < b`, `a in b`, `a is not b` and their like.
[[nodiscard]] eval::Value compare(std::string_view operation, const eval::Value& a,
                                  const eval::Value& b, const std::string& origin);
/// Below zero when `a` comes first; nullopt when they have no order that is known.
[[nodiscard]] std::optional<int> order(const eval::Value& a, const eval::Value& b);
[[nodiscard]] eval::Value unary(std::string_view operation, const eval::Value& a,
                                const std::string& origin);

/// A library may say what operators on it mean.
[[nodiscard]] bool is_foreign(const eval::Value& value);

/// As `str(value)` gives it, unknown parts included.
[[nodiscard]] eval::Text to_text(const eval::Value& value);
/// As `repr(value)` gives it.
[[nodiscard]] eval::Text to_repr(const eval::Value& value);
/// As `format(value, spec)` gives it.
[[nodiscard]] eval::Text formatted(const eval::Value& value, std::string_view spec);
/// `'%s' % values`.
[[nodiscard]] eval::Value percent_format(const eval::Text& format, const eval::Value& values,
                                         const std::string& origin);
/// `'{}'.format(...)`.
[[nodiscard]] eval::Value brace_format(const eval::Text& format, const eval::Arguments& arguments);

/// A method of str, list, dict or set; nullopt: there is none of that name here.
[[nodiscard]] std::optional<eval::Value> text_method(const eval::Text& text, std::string_view name,
                                                     const eval::Arguments& arguments);
[[nodiscard]] std::optional<eval::Value> list_method(const eval::Value& value,
                                                     std::string_view name,
                                                     const eval::Arguments& arguments);
[[nodiscard]] std::optional<eval::Value> map_method(const eval::Value& value, std::string_view name,
                                                    const eval::Arguments& arguments);

/// What a string literal of Python says, prefix and quotes included; not for f-strings.
[[nodiscard]] std::string literal_text(std::string_view literal);
/// What stands between the quotes of a string literal, escapes resolved unless `raw`.
[[nodiscard]] std::string unescaped(std::string_view text, bool raw);

}  // namespace miglint::python
