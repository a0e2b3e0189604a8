// Code that raises an error where it should send SQL.
//
// Comes in: an opaque statement. Goes out: whether the reason is that the code fails there, always.
// What follows from that does not belong here.
#pragma once

#include <string_view>

#include "migration/sql_statement.h"

namespace miglint {

/// Ends `SqlStatement::opaque_reason` of such a statement.
constexpr std::string_view kCallFails = ": the call fails";

[[nodiscard]] inline bool raises_error(const SqlStatement& statement) {
  return statement.certainty == Certainty::opaque && statement.opaque_reason.ends_with(kCallFails);
}

}  // namespace miglint
