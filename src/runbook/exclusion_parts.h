// The parts of an exclusion constraint: what it compares, and by which operators.
//
// Comes in: a text that holds EXCLUDE USING … of PostgreSQL. Goes out: SQL for a query. Which rows
// break it does not belong here.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace miglint {

struct ExclusionParts {
  std::vector<std::string> values;     ///< "room_id", "(tstzrange(starts_at, ends_at))"
  std::vector<std::string> operators;  ///< "=", "&&", "OPERATOR(pg_catalog.=)": one a value.
  std::string predicate;               ///< Of WHERE (…); empty: there is none.
};

/// Nothing where the text has several, or one that cannot be read.
[[nodiscard]] std::optional<ExclusionParts> exclusion_parts(std::string_view text);

}  // namespace miglint
