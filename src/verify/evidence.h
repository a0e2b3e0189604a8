// What a server did, in one line for people.
#pragma once

#include <cstdint>
#include <string>

#include "verify/step.h"

namespace miglint {

/// 10000: "10,000".
[[nodiscard]] std::string count_words(std::int64_t number);
/// "SHARE held on public.orders for 3 ms, another session could read but not write, …"
[[nodiscard]] std::string what_happened(const StepRecord& step, const ObservedRelation& relation);
/// The message, and the SQLSTATE in parentheses.
[[nodiscard]] std::string refusal_words(const ServerError& error);

}  // namespace miglint
