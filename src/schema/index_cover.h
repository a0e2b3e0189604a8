// What one index can do in place of another one or for a search by some columns.
//
// Comes in: indexes as the schema has them. Goes out: yes or no; no where it is not known. Whether
// an index is worth its cost does not belong here.
#pragma once

#include <span>
#include <string>

#include "schema/schema.h"

namespace miglint {

/// The rows with given values in all of `columns` are found through the index: they are its first
/// keys, in any order, or it is unique on some of them. A partial index is good for that only when
/// it leaves out nothing but NULLs in these columns.
[[nodiscard]] bool finds_by(const Index& index, std::span<const std::string> columns);

/// Whatever `index` serves, `other` on the same table does as well: the same keys in the same
/// order, the same rows, the same uniqueness or a stricter one.
[[nodiscard]] bool duplicates(const Index& index, const Index& other);

/// `other` begins with all keys of `index`, which is not unique, and holds the same rows.
[[nodiscard]] bool is_prefix_of(const Index& index, const Index& other);

}  // namespace miglint
