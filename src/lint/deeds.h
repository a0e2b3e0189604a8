// What an operation does, in the words of `[[ban]]`.
//
// Comes in: an operation. Goes out: words of `kBanOperations`, each with the names it is done to.
// Whether anybody minds does not belong here.
#pragma once

#include <string_view>
#include <vector>

#include "schema/operation.h"

namespace miglint {

struct Deed {
  std::string_view word;
  ObjectName table;  ///< Empty name: none.
  ObjectName name;   ///< Of what is made, changed or dropped; the table's own for a table.
  const TypeName* type = nullptr;  ///< That a column gets.
  Span span;
};

/// One operation may be several: CREATE TABLE defines columns and adds constraints.
[[nodiscard]] std::vector<Deed> deeds_of(const Operation& operation);

}  // namespace miglint
