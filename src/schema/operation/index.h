// Operations on indexes.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "schema/operation/name.h"

namespace miglint {

struct IndexKey {
  std::string_view column;                 ///< Empty for an expression.
  const Expression* expression = nullptr;  ///< Null for a column.
  ObjectName operator_class;
  ObjectName collation;
  bool descending = false;
  /// NULLS FIRST or LAST, other than the direction has it by itself.
  bool nulls_reversed = false;
  /// What the server calls an expression in an index name that it makes up: "lower" for
  /// lower(email). Empty: it has no name for it and says "expr".
  std::string_view expression_name;
  std::uint32_t prefix_length = 0;  ///< MySQL: `name(10)`; 0: the whole column.
};

namespace op {

struct CreateIndex {
  ObjectName table;
  std::string_view name;    ///< Empty: the server makes one up.
  std::string_view method;  ///< "btree" when not written.
  std::span<const IndexKey> keys;
  std::span<const std::string_view> include;
  const Expression* predicate = nullptr;
  std::string_view tablespace;  ///< Empty: the default one.
  bool unique = false;
  bool concurrently = false;
  bool if_not_exists = false;
  bool only = false;  ///< ON ONLY: the partitioned table itself, not its partitions.
  bool nulls_not_distinct = false;
  bool invisible = false;  ///< MySQL's INVISIBLE, MariaDB's IGNORED.
};

struct DropIndex {
  ObjectName index;
  ObjectName table;  ///< MySQL's DROP INDEX … ON table; empty name: not said.
  bool concurrently = false;
  bool if_exists = false;
  bool cascade = false;
};

struct Reindex {
  enum class Target : std::uint8_t { index, table, schema, system, database };
  Target target = Target::index;
  ObjectName name;
  bool concurrently = false;
};

/// ALTER INDEX parent ATTACH PARTITION index.
struct AttachIndex {
  ObjectName parent;
  ObjectName index;
};

}  // namespace op
}  // namespace miglint
