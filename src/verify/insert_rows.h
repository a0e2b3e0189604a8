// The INSERT that makes rows of a table.
#pragma once

#include <cstdint>
#include <expected>
#include <string>

#include "verify/table_shape.h"

namespace miglint {

struct RowRange {
  std::int64_t first = 1;  ///< The number of the first candidate.
  std::int64_t candidates = 0;
  std::int64_t wanted = 0;
};

/// Candidates that break a CHECK are left out by the WHERE clause, those that break a unique or
/// exclusion constraint by ON CONFLICT; keys of other tables are taken from these tables. The error
/// names what no value is known for.
[[nodiscard]] std::expected<std::string, std::string> insert_rows(const TableShape& shape,
                                                                  const RowRange& range,
                                                                  std::uint64_t seed);

}  // namespace miglint
