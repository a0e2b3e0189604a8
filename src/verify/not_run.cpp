#include "verify/not_run.h"

#include <fmt/format.h>

namespace miglint {

std::string why_not_run(const Statement& statement) {
  if (statement.source == nullptr) return {};
  if (!statement.source->not_judged.empty()) return statement.source->not_judged;
  if (statement.source->certainty != Certainty::opaque) return {};
  return fmt::format("not known before run time: {}", statement.source->opaque_reason);
}

}  // namespace miglint
