// One key of an index or of an exclusion constraint.
#pragma once

#include "dialect/postgres/lower/lowering.h"

namespace miglint::postgres {

[[nodiscard]] IndexKey index_key(const IndexElem& element, Lowering& to);

}  // namespace miglint::postgres
