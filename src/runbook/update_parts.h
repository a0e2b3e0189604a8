// The parts of an UPDATE that fills a column: where its values come from, and for which rows.
//
// Comes in: a text that begins with an UPDATE.
// Goes out: SQL for a query that only reads. What cannot be read without running the change gives
// nothing.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "migration/dialect.h"

namespace miglint {

struct BackfillSource {
  std::string target;              ///< "invoices AS i"
  std::string alias;               ///< "i"
  std::string value;               ///< "c.company_id"
  std::string from;                ///< "customers AS c"; empty: the value needs no other relation.
  std::vector<std::string> joins;  ///< "c.id = i.customer_id"
};

/// Whose column a name in the UPDATE says it is.
enum class ColumnOwner : std::uint8_t { unsaid, target, source };
/// Is it a column that is there before the change?
using KnowsColumn = std::function<bool(std::string_view name, ColumnOwner owner)>;

struct UpdateTarget {
  Dialect dialect = Dialect::postgres;
  std::string_view table;  ///< Without its schema. An UPDATE of MySQL may change several.
  std::string_view column;
};

/// Conditions that use something else than such columns are left out: they ask for the new column,
/// or for a variable of the block around the UPDATE.
[[nodiscard]] std::optional<BackfillSource> backfill_source(std::string_view update,
                                                            const UpdateTarget& target,
                                                            const KnowsColumn& is_column);

}  // namespace miglint
