// Two writers at once on what must be unique: one of them must be refused.
//
// Comes in: a database in which a change has run, and which indexes it had before. Goes out: for
// each new unique or exclusion constraint, how the two fared.
#pragma once

#include <cstdint>
#include <expected>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "verify/relations.h"
#include "verify/server/sandbox.h"

namespace miglint {

struct WriterContest {
  enum class Outcome : std::uint8_t { refused, both_written, not_tried };
  std::string index;  ///< Of the constraint, "schema.name".
  Outcome outcome = Outcome::not_tried;
  std::string evidence;
};

/// The database is changed: it should be a copy. Primary keys are left out.
[[nodiscard]] std::expected<std::vector<WriterContest>, std::string> race_writers(
    const Sandbox& sandbox, std::string_view database, const std::set<Oid>& indexes_before,
    std::uint64_t seed);

}  // namespace miglint
