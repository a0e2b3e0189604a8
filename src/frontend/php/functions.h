// PHP's own functions, of values that are known.
#pragma once

#include <optional>
#include <string_view>

#include "frontend/eval/value.h"
#include "frontend/php/interpreter.h"

namespace miglint::php {

/// nullopt: no function that is known here. The answer is a symbol when what is given is not known.
std::optional<eval::Value> call_php_function(std::string_view name, eval::Arguments& arguments,
                                             Interpreter& interpreter);

/// The same of those that are seldom called; nullopt also when it cannot be computed.
std::optional<eval::Value> call_rare_function(std::string_view name, eval::Arguments& arguments,
                                              Interpreter& interpreter);

/// A function of PHP's own modules that sends nothing to a database, in lower case.
[[nodiscard]] bool is_harmless_function(std::string_view name);

/// The members of a value that a loop can be run over.
[[nodiscard]] const eval::Map* as_map(const eval::Value& value);

}  // namespace miglint::php
