// What differs between two states of a database, object by object.
//
// Comes in: the schema before and the schema after, copies of one and the same. Goes out: a list of
// differences. Why they differ and whether that is bad does not belong here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "schema/schema.h"

namespace miglint {

struct SchemaDifference {
  enum class Kind : std::uint8_t {
    added,    ///< Not there before.
    missing,  ///< There before, not any more.
    changed,  ///< There both times, but not the same; see `what`.
  };
  enum class Object : std::uint8_t {
    table,  ///< Any relation, see `table_kind`.
    column,
    constraint,
    index,
    policy,
    trigger,
    type,
    function,
  };
  enum class What : std::uint8_t {
    definition,  ///< Of a constraint, an index, a generated or identity column.
    column_type,
    not_null,
    default_value,
    validity,
    row_security,
  };
  Kind kind = Kind::added;
  Object object = Object::table;
  What what = What::definition;
  TableKind table_kind = TableKind::table;
  RelationKey relation;  ///< The relation, or that of the column, constraint, …; else empty.
  std::string schema;    ///< Of a type or function.
  std::string name;      ///< Of the object itself.
  std::optional<ColumnType> old_type;  ///< Of `column_type`.
  std::optional<ColumnType> new_type;
  bool had = false;  ///< `not_null`, `default_value`, `row_security`, `validity`: before.
  Origin origin;     ///< What made the object.
};

/// In order of the relations' names; types and functions last. Temporary relations are left out. Of
/// a relation that is missing or added nothing but itself is listed, without the sequences and
/// partitions that go with it. An index of a constraint counts as the constraint. Objects that have
/// the same definition under another name are the same. Values of enums, bodies of functions and
/// queries of views are not compared. A relation that was never seen made is no difference; what
/// was made on it is.
[[nodiscard]] std::vector<SchemaDifference> differences(const Schema& before, const Schema& after);

/// What `wanted` has in its columns and constraints, and `found` lacks or has otherwise; names of
/// constraints do not count.
[[nodiscard]] std::vector<SchemaDifference> lacks(const Table& found, const Table& wanted);

/// The same rows and keys in the same order; names do not count.
[[nodiscard]] bool same_definition(const Index& a, const Index& b);

}  // namespace miglint
