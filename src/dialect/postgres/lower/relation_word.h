// The word that names a relation in ALTER, DROP and RENAME.
#pragma once

#include "dialect/postgres/lower/lowering.h"

namespace miglint::postgres {

[[nodiscard]] inline op::RelationWord relation_word(ObjectType kind) {
  switch (kind) {
    case OBJECT_INDEX:
      return op::RelationWord::index;
    case OBJECT_VIEW:
      return op::RelationWord::view;
    case OBJECT_MATVIEW:
      return op::RelationWord::materialized_view;
    case OBJECT_SEQUENCE:
      return op::RelationWord::sequence;
    case OBJECT_FOREIGN_TABLE:
      return op::RelationWord::foreign_table;
    case OBJECT_TYPE:
      return op::RelationWord::composite_type;
    default:
      return op::RelationWord::table;
  }
}

}  // namespace miglint::postgres
