// What belongs to one of several scripts: its checks, its rollback.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "verify/rollout_checks.h"
#include "verify/verify.h"

namespace miglint {

/// The checks of one script as a change of its own; what came before it is its history. Nothing
/// where there are no sources, or too many scripts: each replays all that came before it.
[[nodiscard]] std::optional<RolloutChecks> checks_of(std::span<const VerifyScript> scripts,
                                                     std::size_t index,
                                                     const VerifyOptions& options);

/// Null: nothing takes it back.
[[nodiscard]] const ReadScript* down_of(std::span<const VerifyScript> scripts, std::size_t up);

}  // namespace miglint
