// VACUUM, ANALYZE, CLUSTER, COMMENT.
#include "dialect/postgres/lower/names.h"

namespace miglint::postgres {

void lower_vacuum(const VacuumStmt& statement, Lowering& to) {
  op::Vacuum vacuum;
  vacuum.vacuum = statement.is_vacuumcmd;
  vacuum.full = option_is_on(statement.options, "full");
  vacuum.analyze = !statement.is_vacuumcmd || option_is_on(statement.options, "analyze");
  if (statement.rels == nullptr) return to.emit(to.whole(), vacuum);
  for (const VacuumRelation* relation : ListOf<VacuumRelation>(statement.rels)) {
    vacuum.table = object_name(relation->relation, to);
    vacuum.only = !relation->relation->inh;
    to.emit(to.whole(), vacuum);
  }
}

void lower_cluster(const ClusterStmt& statement, Lowering& to) {
  to.emit(to.whole(), op::Cluster{.table = object_name(statement.relation, to)});
}

void lower_comment(const CommentStmt& statement, Lowering& to) {
  op::Comment comment;
  comment.object_word = object_word(statement.objtype);
  const auto* parts = node_as<List>(statement.object, T_List);
  switch (statement.objtype) {
    case OBJECT_COLUMN:
    case OBJECT_TABCONSTRAINT:
    case OBJECT_TRIGGER:
    case OBJECT_POLICY:
    case OBJECT_RULE:
      comment.object = owner_name(parts, to);
      break;
    case OBJECT_DOMCONSTRAINT:
      comment.object = any_name(ListOf<Node>(parts)[0], to);
      break;
    default:
      comment.object = any_name(statement.objtype, statement.object, to);
  }
  to.emit(to.whole(), comment);
}

}  // namespace miglint::postgres
