// Views and materialized views.
#include "dialect/postgres/lower/column_label.h"
#include "dialect/postgres/lower/names.h"
#include "dialect/postgres/lower/query.h"

namespace miglint::postgres {

void lower_create_view(const ViewStmt& statement, Lowering& to) {
  const QueryUse use = query_use(*statement.query, to);
  op::CreateView view;
  view.view = object_name(statement.view, to);
  view.reads = use.relations;
  view.reads_columns = use.columns;
  view.columns = statement.aliases == nullptr ? result_columns(statement.query, to)
                                              : string_list(statement.aliases, to);
  view.or_replace = statement.replace;
  view.security_invoker = option_is_on(statement.options, "security_invoker");
  view.temporary = statement.view->relpersistence == RELPERSISTENCE_TEMP;
  to.emit(to.head(statement.view), view);
}

void lower_create_materialized_view(const CreateTableAsStmt& statement, Lowering& to) {
  const QueryUse use = query_use(*statement.query, to);
  const IntoClause& into = *statement.into;
  op::CreateMaterializedView view;
  view.view = object_name(into.rel, to);
  view.reads = use.relations;
  view.reads_columns = use.columns;
  view.columns = into.colNames == nullptr ? result_columns(statement.query, to)
                                          : string_list(into.colNames, to);
  view.functions = use.functions;
  view.if_not_exists = statement.if_not_exists;
  view.with_data = !into.skipData;
  to.emit(to.head(into.rel), view);
}

void lower_refresh(const RefreshMatViewStmt& statement, Lowering& to) {
  to.emit(to.whole(), op::RefreshMaterializedView{.view = object_name(statement.relation, to),
                                                  .concurrently = statement.concurrent,
                                                  .with_data = !statement.skipData});
}

}  // namespace miglint::postgres
