// CREATE TABLE, CREATE FOREIGN TABLE, CREATE TABLE AS.
#include "dialect/postgres/lower/column.h"
#include "dialect/postgres/lower/names.h"
#include "dialect/postgres/lower/query.h"

namespace miglint::postgres {
namespace {

op::LikeClause like_clause(const TableLikeClause& clause, Lowering& to) {
  const auto includes = [&](bits32 option) { return (clause.options & option) != 0; };
  op::LikeClause result;
  result.source = object_name(clause.relation, to);
  result.defaults = includes(CREATE_TABLE_LIKE_DEFAULTS);
  result.constraints = includes(CREATE_TABLE_LIKE_CONSTRAINTS);
  result.identity = includes(CREATE_TABLE_LIKE_IDENTITY);
  result.generated = includes(CREATE_TABLE_LIKE_GENERATED);
  result.indexes = includes(CREATE_TABLE_LIKE_INDEXES);
  return result;
}

void partition_key(const PartitionSpec& spec, op::CreateTable& table, Lowering& to) {
  switch (static_cast<char>(spec.strategy)) {
    case PARTITION_STRATEGY_LIST:
      table.partition_strategy = "list";
      break;
    case PARTITION_STRATEGY_HASH:
      table.partition_strategy = "hash";
      break;
    default:
      table.partition_strategy = "range";
  }
  Gather<std::string_view> columns;
  for (const PartitionElem* key : ListOf<PartitionElem>(spec.partParams)) {
    if (key->name != nullptr) columns.push_back(to.copy(key->name));
  }
  table.partition_columns = to.copy(columns);
}

}  // namespace

void lower_create_table(const CreateStmt& statement, bool foreign, Lowering& to) {
  const std::size_t end = to.statement().end;
  op::CreateTable table;
  table.table = object_name(statement.relation, to);
  table.persistence = persistence(statement.relation);
  table.if_not_exists = statement.if_not_exists;
  table.foreign = foreign;
  table.tablespace = to.copy(statement.tablespacename);
  table.access_method = to.copy(statement.accessMethod);

  Gather<ColumnDefinition> columns;
  Gather<Constraint, 8> constraints;
  Gather<op::LikeClause, 4> likes;
  for (const Node* element : ListOf<Node>(statement.tableElts)) {
    if (const auto* column = node_as<ColumnDef>(element, T_ColumnDef)) {
      columns.push_back(column_definition(*column, end, to));
    } else if (const auto* constraint = node_as<::Constraint>(element, T_Constraint)) {
      constraints.push_back(table_constraint(*constraint, end, to));
    } else if (const auto* like = node_as<TableLikeClause>(element, T_TableLikeClause)) {
      likes.push_back(like_clause(*like, to));
    } else {
      to.opaque(to.whole(), "a part of CREATE TABLE that is not known");
    }
  }
  table.columns = to.copy(columns);
  table.constraints = to.copy(constraints);
  table.likes = to.copy(likes);

  const auto parents = relation_list(statement.inhRelations, to);
  if (statement.partbound != nullptr) {
    if (!parents.empty()) table.partition_of = parents.front();
    table.bound = partition_bound(statement.partbound, to);
  } else {
    table.inherits = parents;
  }
  if (statement.partspec != nullptr) partition_key(*statement.partspec, table, to);
  if (statement.ofTypename != nullptr) table.of_type = type_name(statement.ofTypename, to).name;
  to.emit(to.head(statement.relation), table);
}

void lower_create_table_as(const CreateTableAsStmt& statement, Lowering& to) {
  if (statement.objtype == OBJECT_MATVIEW) {
    lower_create_materialized_view(statement, to);
    return;
  }
  emit_create_table_as(*statement.query, *statement.into, statement.if_not_exists, to);
}

}  // namespace miglint::postgres
