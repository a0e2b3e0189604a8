// What goes with an object that is dropped with CASCADE, as far as the migrations show.
//
// Comes in: the object and the schema. Goes out: what depends on it, in words and as the command
// that drops it by name. Whether it is dropped does not belong here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/schema.h"

namespace miglint {

struct Dependent {
  std::string words;  ///< "the view `a`", "the foreign key `b` of `c`".
  std::string drop;   ///< "DROP VIEW a;"
  Origin origin;
  /// It surely depends on the object: no other relation may be meant.
  bool sure = true;
};

/// What depends on another one of the list stands behind it.
using Dependents = std::vector<Dependent>;

[[nodiscard]] Dependents dependents_of_table(RelationKey table, const Schema& schema);
[[nodiscard]] Dependents dependents_of_column(RelationKey table, std::string_view column,
                                              const Schema& schema);
/// The rest of what keeps a column from being dropped or from getting another type: policies and
/// triggers of its table, and columns that are generated from it.
[[nodiscard]] Dependents users_of_column(const Table& table, std::string_view column,
                                         const Schema& schema);
/// Foreign keys that refer to the columns of a PRIMARY KEY or UNIQUE constraint.
[[nodiscard]] Dependents dependents_of_key(const Table& table, const TableConstraint& key,
                                           const Schema& schema);
[[nodiscard]] Dependents dependents_of_type(const ObjectName& type, const Schema& schema);
[[nodiscard]] Dependents content_of_schema(std::string_view name, const Schema& schema);

}  // namespace miglint
