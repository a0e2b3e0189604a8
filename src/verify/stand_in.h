// What a script asks for that only a superuser may do, and what is done in its place.
#pragma once

#include <string>
#include <string_view>

#include "schema/statement.h"
#include "verify/server/sandbox.h"

namespace miglint {

struct StandIn {
  bool again = false;  ///< What was missing is there now: the statement may be tried again.
  std::string text;    ///< Of that second try; empty: as before.
  std::string remark;  ///< Not empty: the statement is left out, and why.
};

/// After `text` of the statement was refused, outside of a failed transaction. Neither: the refusal
/// stands.
[[nodiscard]] StandIn stand_in_for(Sandbox& sandbox, std::string_view database, Connection& session,
                                   const Statement& statement, const ServerError& error);

}  // namespace miglint
