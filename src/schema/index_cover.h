// What one index can do in place of another one or for a search by some columns.
//
// Comes in: indexes as the schema has them. Goes out: yes or no; no where it is not known. Whether
// an index is worth its cost does not belong here.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

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

/// The indexes of a table by the column that they begin with: only those that begin alike can stand
/// for each other, and a table may have thousands. Valid as long as the schema.
class IndexesByFirstKey {
 public:
  IndexesByFirstKey(const Table& table, const Schema& schema);

  /// Those that begin like `index`, itself too, in the table's order.
  [[nodiscard]] std::span<const Index* const> like(const Index& index) const;
  /// The same, unless none of them has more keys than `index`.
  [[nodiscard]] std::span<const Index* const> longer_than(const Index& index) const;

 private:
  struct Group {
    std::string_view column;
    std::size_t begin = 0;
    std::size_t size = 0;
    std::size_t most_keys = 0;
  };
  [[nodiscard]] const Group* group_of(const Index& index) const;

  std::vector<const Index*> indexes_;  ///< Group by group.
  std::vector<Group> groups_;          ///< By column.
};

}  // namespace miglint
