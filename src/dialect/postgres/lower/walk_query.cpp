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

Scopes::Id Walk::with(const WithClause* clause, Scopes::Id scope) {
  if (clause == nullptr) return scope;
  const ListOf<CommonTableExpr> queries(clause->ctes);
  for (std::size_t i = 0; i < queries.size(); ++i) {
    const CommonTableExpr* query = queries[i];
    const std::size_t visible = clause->recursive ? queries.size() : i;
    const Scopes::Id inside = scopes_.open(scope, clause->ctes, visible);
    if (query->ctequery != nullptr && tag(query->ctequery) != T_SelectStmt) {
      modifying_.push_back({query, inside});
    } else {
      query_child(query->ctequery, inside);
    }
  }
  run();
  return scopes_.open(scope, clause->ctes, queries.size());
}

void Walk::visit_select(const SelectStmt& select, const Item& item) {
  if (select.withClause != nullptr) located(select.withClause->location);
  const Scopes::Id scope = with(select.withClause, item.scope);
  const Item from{nullptr, scope, item.in_subquery};
  if (select.larg != nullptr)
    stack_.push_back({reinterpret_cast<const Node*>(select.larg), scope, item.in_subquery});
  if (select.rarg != nullptr)
    stack_.push_back({reinterpret_cast<const Node*>(select.rarg), scope, item.in_subquery});
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
}

void Walk::visit_insert(const InsertStmt& insert, Scopes::Id outer) {
  const Scopes::Id scope = with(insert.withClause, outer);
  const Item from{nullptr, scope, true};
  child(returning(insert), from);
  child(insert.onConflictClause, from);
  child(insert.selectStmt, from);
}

void Walk::visit_update(const UpdateStmt& update, Scopes::Id outer) {
  const Scopes::Id scope = with(update.withClause, outer);
  const Item from{nullptr, scope, true};
  child(returning(update), from);
  child(update.whereClause, from);
  child(update.fromClause, from);
  child(update.targetList, from);
}

void Walk::visit_delete(const DeleteStmt& remove, Scopes::Id outer) {
  const Scopes::Id scope = with(remove.withClause, outer);
  const Item from{nullptr, scope, true};
  child(returning(remove), from);
  child(remove.whereClause, from);
  child(remove.usingClause, from);
}

void Walk::visit_merge(const MergeStmt& merge, Scopes::Id outer) {
  const Scopes::Id scope = with(merge.withClause, outer);
  const Item from{nullptr, scope, true};
#if PG_VERSION_NUM >= 170000
  child(returning(merge), from);
#endif
  child(merge.mergeWhenClauses, from);
  child(merge.joinCondition, from);
  child(merge.sourceRelation, from);
}

}  // namespace miglint::postgres
