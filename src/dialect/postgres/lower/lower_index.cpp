// CREATE INDEX, REINDEX.
#include "dialect/postgres/lower/column_label.h"
#include "dialect/postgres/lower/expression.h"
#include "dialect/postgres/lower/index_key.h"
#include "dialect/postgres/lower/names.h"

namespace miglint::postgres {

IndexKey index_key(const IndexElem& element, Lowering& to) {
  IndexKey key;
  key.column = to.copy(element.name);
  if (element.expr != nullptr) {
    key.expression = value_expression(element.expr, to);
    key.expression_name = to.arena().copy(column_label(element.expr));
  }
  key.operator_class = object_name(element.opclass, to);
  key.collation = object_name(element.collation, to);
  key.descending = element.ordering == SORTBY_DESC;
  key.nulls_reversed =
      element.nulls_ordering == (key.descending ? SORTBY_NULLS_LAST : SORTBY_NULLS_FIRST);
  return key;
}

namespace {

op::Reindex::Target reindex_target(ReindexObjectType kind) {
  switch (kind) {
    case REINDEX_OBJECT_TABLE:
      return op::Reindex::Target::table;
    case REINDEX_OBJECT_SCHEMA:
      return op::Reindex::Target::schema;
    case REINDEX_OBJECT_SYSTEM:
      return op::Reindex::Target::system;
    case REINDEX_OBJECT_DATABASE:
      return op::Reindex::Target::database;
    default:
      return op::Reindex::Target::index;
  }
}

}  // namespace

void lower_create_index(const IndexStmt& statement, Lowering& to) {
  op::CreateIndex index;
  index.table = object_name(statement.relation, to);
  index.name = to.copy(statement.idxname);
  index.method = to.copy(statement.accessMethod);
  Gather<IndexKey, 8> keys;
  for (const IndexElem* element : ListOf<IndexElem>(statement.indexParams)) {
    keys.push_back(index_key(*element, to));
  }
  index.keys = to.copy(keys);
  Gather<std::string_view> include;
  for (const IndexElem* element : ListOf<IndexElem>(statement.indexIncludingParams)) {
    include.push_back(to.copy(element->name));
  }
  index.include = to.copy(include);
  index.predicate = condition_expression(statement.whereClause, to);
  index.tablespace = to.copy(statement.tableSpace);
  index.unique = statement.unique;
  index.concurrently = statement.concurrent;
  index.if_not_exists = statement.if_not_exists;
  index.only = !statement.relation->inh;
  index.nulls_not_distinct = statement.nulls_not_distinct;
  to.emit(to.head(statement.relation), index);
}

void lower_reindex(const ReindexStmt& statement, Lowering& to) {
  op::Reindex reindex;
  reindex.target = reindex_target(statement.kind);
  reindex.concurrently = option_is_on(statement.params, "concurrently");
  if (statement.relation != nullptr) {
    reindex.name = object_name(statement.relation, to);
    to.emit(to.head(statement.relation), reindex);
  } else {
    reindex.name.name = to.copy(statement.name);
    to.emit(to.whole(), reindex);
  }
}

}  // namespace miglint::postgres
