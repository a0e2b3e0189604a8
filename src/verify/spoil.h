// Rows that break what a change assumes: NULLs, duplicates, orphans, values that a CHECK refuses.
//
// Comes in: tables that hold rows, the assumptions. Goes out: which of them the rows break now.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "verify/prediction.h"
#include "verify/server/connection.h"

namespace miglint {

struct Spoiled {
  const Assumption* assumption = nullptr;
  std::string what;  ///< "NULL in public.orders.org_id"
  std::int64_t rows = 0;
  std::string remark;  ///< Why it could not be done; else empty.
};

/// "orphans"; empty for what demands nothing.
[[nodiscard]] std::string_view spoil_word(Assumption::Kind kind);

/// What is refused by a constraint that is there already, or names what the change is yet to make,
/// is left as it is, and says so.
[[nodiscard]] std::vector<Spoiled> spoil(Connection& watcher, Connection& session,
                                         std::span<const Assumption> assumptions);

}  // namespace miglint
