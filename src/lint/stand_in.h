// A view under the old name of a relation that is renamed or moved, so that running code finds it.
//
// Comes in: the operation that takes a name away, at its moment. Goes out: whether the same
// transaction gives the name back. Whether that is needed does not belong here.
#pragma once

#include <string>

#include "timeline/timeline.h"

namespace miglint {

/// The transaction of `operation` goes on to give `name` to a view or to another table.
[[nodiscard]] bool gets_stand_in(const ObjectName& name, const Operation& operation,
                                 const Moment& at);

/// "CREATE VIEW old AS SELECT * FROM new;": each a name as SQL writes it.
[[nodiscard]] std::string stand_in(const ObjectName& old_name, const ObjectName& new_name,
                                   const Moment& at);

}  // namespace miglint
