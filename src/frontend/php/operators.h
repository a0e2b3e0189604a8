// What PHP's conversions and operators do to values that may be known in part.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "frontend/eval/value.h"

namespace miglint::php {

/// As `if` sees it; nullopt: not known.
[[nodiscard]] std::optional<bool> truth(const eval::Value& value);
/// As string conversion prints it. Of what is not known, `origin` remains.
[[nodiscard]] eval::Text to_text(const eval::Value& value, std::string_view origin);
/// The expression that a value that is not known comes from.
[[nodiscard]] std::string origin_of(const eval::Value& value, std::string_view fallback);
/// The value of `left op right`; a symbol of `origin` when it cannot be computed.
[[nodiscard]] eval::Value binary(std::string_view op, const eval::Value& left,
                                 const eval::Value& right, std::string_view origin);
[[nodiscard]] std::optional<double> number(const eval::Value& value);
/// PHP's `==`; nullopt: not known.
[[nodiscard]] std::optional<bool> loosely_equal(const eval::Value& left, const eval::Value& right);
/// PHP's `===`; nullopt: not known.
[[nodiscard]] std::optional<bool> identical(const eval::Value& left, const eval::Value& right);
/// What an array's key becomes: "1" is 1.
[[nodiscard]] eval::Value array_key(const eval::Value& key);

}  // namespace miglint::php
