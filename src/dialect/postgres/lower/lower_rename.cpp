// RENAME and SET SCHEMA of anything.
#include "dialect/postgres/lower/names.h"
#include "dialect/postgres/lower/relation_word.h"

namespace miglint::postgres {
namespace {

bool is_relation(ObjectType kind) {
  switch (kind) {
    case OBJECT_TABLE:
    case OBJECT_VIEW:
    case OBJECT_INDEX:
    case OBJECT_MATVIEW:
    case OBJECT_SEQUENCE:
    case OBJECT_FOREIGN_TABLE:
      return true;
    default:
      return false;
  }
}

}  // namespace

void lower_rename(const RenameStmt& statement, Lowering& to) {
  const ObjectName relation = object_name(statement.relation, to);
  const std::string_view new_name = to.copy(statement.newname);
  const bool if_exists = statement.missing_ok;
  if (is_relation(statement.renameType)) {
    to.emit(to.whole(), op::RenameRelation{.relation = relation,
                                           .new_name = new_name,
                                           .word = relation_word(statement.renameType),
                                           .if_exists = if_exists});
    return;
  }
  switch (statement.renameType) {
    case OBJECT_COLUMN:
    case OBJECT_ATTRIBUTE:
      to.emit(to.whole(), op::RenameColumn{.relation = relation,
                                           .column = to.copy(statement.subname),
                                           .new_name = new_name,
                                           .word = relation_word(statement.relationType),
                                           .if_exists = if_exists});
      return;
    case OBJECT_TABCONSTRAINT:
      to.emit(to.whole(), op::RenameConstraint{.table = relation,
                                               .constraint = to.copy(statement.subname),
                                               .new_name = new_name,
                                               .if_exists = if_exists});
      return;
    default:
      break;
  }
  op::RenameObject rename;
  rename.kind_word = object_word(statement.renameType);
  rename.new_name = new_name;
  if (statement.relation != nullptr) {
    rename.on_table = relation;
    rename.name.name = to.copy(statement.subname);
  } else if (statement.object != nullptr) {
    rename.name = any_name(statement.renameType, statement.object, to);
  } else {
    // Roles, schemas, databases, tablespaces.
    rename.name.name = to.copy(statement.subname);
  }
  to.emit(to.whole(), rename);
}

void lower_set_schema(const AlterObjectSchemaStmt& statement, Lowering& to) {
  const std::string_view schema = to.copy(statement.newschema);
  if (is_relation(statement.objectType) && statement.relation != nullptr) {
    to.emit(to.whole(), op::SetSchema{.relation = object_name(statement.relation, to),
                                      .new_schema = schema,
                                      .word = relation_word(statement.objectType),
                                      .if_exists = statement.missing_ok});
    return;
  }
  to.emit(to.whole(), op::RenameObject{.kind_word = object_word(statement.objectType),
                                       .name = any_name(statement.objectType, statement.object, to),
                                       .new_schema = schema});
}

}  // namespace miglint::postgres
