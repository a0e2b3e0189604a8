// When a statement may run: before, beside or after the application that is deployed with it.
#pragma once

#include <optional>
#include <string>

#include "runbook/rollout.h"

namespace miglint {

struct StagedOperation {
  DeployStage stage = DeployStage::expand;
  std::string reason;  ///< Of `contract`: which code has to be gone, or what it must have learned.
};

/// Nothing for what the application cannot notice.
[[nodiscard]] std::optional<StagedOperation> deploy_stage(const Operation& operation,
                                                          const Moment& at);

}  // namespace miglint
