// Keys: the columns of a UNIQUE constraint or a unique index, whichever made it; what numbers rows;
// whether one key goes before the next one comes.
//
// Comes in: operations and the catalog's indexes. Goes out: columns, and facts about them. Whether
// they are the right ones does not belong here.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "timeline/timeline.h"

namespace miglint {

struct UniqueKey {
  ObjectName table;
  std::vector<std::string_view> columns;    ///< Its key, and what the expressions in it read.
  std::vector<std::string_view> condition;  ///< Columns of a partial index's condition.
  [[nodiscard]] bool has(std::string_view column) const;
};

/// The key that an operation on a table makes by ADD CONSTRAINT UNIQUE or CREATE UNIQUE INDEX; not
/// a primary key.
[[nodiscard]] std::optional<UniqueKey> unique_key_made(const Operation& operation,
                                                       const Moment& at);

/// A sequence gives the column its values: serial, identity, DEFAULT nextval(…).
[[nodiscard]] bool is_numbered(const Table& table, const Column& column, const Schema& schema);

/// No transaction is known to hold both operations together: one of them cannot run in one, or the
/// tool is known to open none.
[[nodiscard]] bool run_apart(const Operation& a, const Operation& b, const Moment& at);

/// The columns of an index.
[[nodiscard]] std::vector<std::string_view> columns_of(const Index& index);

}  // namespace miglint
