// The part of the walk that knows queries: their clauses, and the names that WITH puts in sight.
#include "dialect/postgres/lower/walk.h"

namespace miglint::postgres {

Scopes::Id Scopes::open(Id parent, const List* queries, std::size_t visible) {
  scopes_.push_back({parent, queries, visible});
  return static_cast<Id>(scopes_.size());
}

Scopes::Found Scopes::find(Id scope, const RangeVar& relation) const {
  if (relation.schemaname != nullptr) return {};
  for (; scope != none; scope = scopes_[scope - 1].parent) {
    const ListOf<CommonTableExpr> queries(scopes_[scope - 1].queries);
    for (std::size_t i = 0; i < scopes_[scope - 1].visible; ++i) {
      if (std::string_view(queries[i]->ctename) == relation.relname) return {queries[i], scope};
    }
  }
  return {};
}

Scopes::Id Walk::open(const WithClause* clause, Scopes::Id scope) {
  if (clause == nullptr) return scope;
  return scopes_.open(scope, clause->ctes, ListOf<Node>(clause->ctes).size());
}

void Walk::queries_of(const WithClause* clause, Scopes::Id scope) {
  if (clause == nullptr) return;
  const ListOf<CommonTableExpr> queries(clause->ctes);
  const auto inside = [&](std::size_t i) {
    return scopes_.open(scope, clause->ctes, clause->recursive ? queries.size() : i);
  };
  const auto changes_rows = [&](std::size_t i) {
    return tag(queries[i]->ctequery) != T_SelectStmt;
  };
  for (std::size_t i = 0; i < queries.size(); ++i) {
    if (changes_rows(i)) modifying_.push_back({queries[i], inside(i)});
  }
  for (std::size_t i = queries.size(); i-- > 0;) {
    if (!changes_rows(i)) query_child(queries[i]->ctequery, inside(i));
  }
}

Scopes::Id Walk::with(const WithClause* clause, Scopes::Id scope) {
  queries_of(clause, scope);
  run();
  return open(clause, scope);
}

void Walk::visit_select(const SelectStmt& select, const Item& item) {
  if (select.withClause != nullptr) located(select.withClause->location);
  const Scopes::Id scope = open(select.withClause, item.scope);
  const Item from{nullptr, scope, item.in_subquery};
  // The clauses of a set operation (ORDER BY, LIMIT) stand behind its operands: they go first here.
  child(select.lockingClause, from);
  child(select.limitCount, from);
  child(select.limitOffset, from);
  child(select.sortClause, from);
  child(select.valuesLists, from);
  child(select.windowClause, from);
  child(select.havingClause, from);
  child(select.groupClause, from);
  child(select.whereClause, from);
  child(select.fromClause, from);
  child(select.targetList, from);
  child(select.distinctClause, from);
  for (const SelectStmt* operand : {select.rarg, select.larg}) {
    if (operand == nullptr) continue;
    stack_.push_back({reinterpret_cast<const Node*>(operand), scope, item.in_subquery});
  }
  queries_of(select.withClause, item.scope);
}

void Walk::visit_insert(const InsertStmt& insert, Scopes::Id outer) {
  const Scopes::Id scope = open(insert.withClause, outer);
  const Item from{nullptr, scope, true};
  child(returning(insert), from);
  child(insert.onConflictClause, from);
  child(insert.selectStmt, from);
  queries_of(insert.withClause, outer);
}

void Walk::visit_update(const UpdateStmt& update, Scopes::Id outer) {
  const Scopes::Id scope = open(update.withClause, outer);
  const Item from{nullptr, scope, true};
  child(returning(update), from);
  child(update.whereClause, from);
  child(update.fromClause, from);
  child(update.targetList, from);
  queries_of(update.withClause, outer);
}

void Walk::visit_delete(const DeleteStmt& remove, Scopes::Id outer) {
  const Scopes::Id scope = open(remove.withClause, outer);
  const Item from{nullptr, scope, true};
  child(returning(remove), from);
  child(remove.whereClause, from);
  child(remove.usingClause, from);
  queries_of(remove.withClause, outer);
}

void Walk::visit_merge(const MergeStmt& merge, Scopes::Id outer) {
  const Scopes::Id scope = open(merge.withClause, outer);
  const Item from{nullptr, scope, true};
#if PG_VERSION_NUM >= 170000
  child(returning(merge), from);
#endif
  child(merge.mergeWhenClauses, from);
  child(merge.joinCondition, from);
  child(merge.sourceRelation, from);
  queries_of(merge.withClause, outer);
}

}  // namespace miglint::postgres
