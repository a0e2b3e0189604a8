// WHERE of an UPDATE or DELETE: which rows does it narrow the statement down to?
//
// Comes in: the condition and the relations joined to the target. Goes out: `Filter`. Whether the
// columns have an index, and how many rows pass, does not belong here.
#pragma once

#include "dialect/postgres/lower/walk.h"

namespace miglint::postgres {

/// `from` is the FROM or USING list, `scope` what the statement's WITH clause put in sight.
[[nodiscard]] Filter analyse_filter(const Node* condition, const List* from, Scopes::Id scope,
                                    Scopes& scopes, Lowering& to);

}  // namespace miglint::postgres
