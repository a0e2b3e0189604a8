// CREATE TABLE.
#include "dialect/mysql/parse/column.h"
#include "dialect/mysql/parse/expression.h"
#include "dialect/mysql/parse/statements.h"

namespace miglint::mysql {
namespace {

struct Parts {
  op::CreateTable table;
  std::vector<ColumnDefinition> columns;
  std::vector<Constraint> constraints;
  std::vector<op::CreateIndex> indexes;
  std::vector<op::LikeClause> likes;
};

op::LikeClause like(const ObjectName& source) {
  return {.source = source,
          .defaults = true,
          .constraints = true,
          .identity = true,
          .generated = true,
          .indexes = true};
}

void read_elements(Parser& parser, Parts& parts) {
  do {
    if (at_key_or_constraint(parser)) {
      read_key_or_constraint(parser, parts.table.table, parts.indexes, parts.constraints);
    } else if (parser.accept({"PERIOD", "FOR"})) {  // MariaDB's system versioning.
      (void)parser.skip_until({","});
    } else if (parser.accept("LIKE")) {
      parts.likes.push_back(like(parser.object_name()));
    } else {
      const std::size_t begin = parser.position();
      const std::string_view name = parser.name("a column or a key");
      parts.columns.push_back(read_column(parser, name, begin, parts.table.table, parts.indexes));
    }
  } while (parser.accept_symbol(","));
}

bool at_query(const Parser& parser) {
  return parser.at_any({"SELECT", "WITH", "VALUES", "TABLE", "AS", "IGNORE", "REPLACE"}) ||
         parser.at_symbol("(");
}

/// CREATE TABLE … AS SELECT: also with columns, which then come before those of the query.
void read_query(Parser& parser, Parts& parts, std::size_t begin) {
  if (!parser.accept("IGNORE")) parser.accept("REPLACE");
  parser.accept("AS");
  const std::size_t from = parser.position();
  while (!parser.at_end())
    parser.skip();
  if (parser.position() == from) return parser.fail("a query");
  Reads reads;
  read_tokens(parser, {from, parser.position()}, reads);
  op::CreateTableAs as;
  as.table = parts.table.table;
  as.if_not_exists = parts.table.if_not_exists;
  as.persistence = parts.table.persistence;
  as.reads = parser.list(reads.relations);
  as.functions = parser.list(reads.functions);
  parser.add(as, parser.place_since(begin));
}

void read_options(Parser& parser, Parts& parts) {
  for (;;) {
    op::SetTableOption option;
    if (parser.accept({"PARTITION", "BY"})) {
      op::ChangePartitions change;
      parts.table.partition_columns = read_partitioning(parser, change);
      parts.table.partition_strategy = change.strategy;
      return;
    }
    parser.accept_symbol(",");
    if (!read_table_option(parser, option)) return;
    TableTraits& traits = parts.table.traits;
    if (!option.traits.engine.empty()) traits.engine = option.traits.engine;
    if (!option.traits.row_format.empty()) traits.row_format = option.traits.row_format;
    if (!option.traits.charset.empty()) traits.charset = option.traits.charset;
    if (!option.traits.collation.empty()) traits.collation = option.traits.collation;
    if (!option.traits.auto_increment.empty()) {
      traits.auto_increment = option.traits.auto_increment;
    }
  }
}

}  // namespace

void read_create_table(Parser& parser, bool temporary, bool or_replace) {
  const std::size_t begin = 0;
  Parts parts;
  op::CreateTable& table = parts.table;
  table.persistence = temporary ? Persistence::temporary : Persistence::permanent;
  table.if_not_exists = parser.accept({"IF", "NOT", "EXISTS"});
  table.table = parser.object_name("the name of a table");
  if (or_replace) {
    op::DropTable drop;
    drop.table = table.table;
    drop.if_exists = true;
    parser.add(drop, parser.place_since(begin));
    ++parser.command;
  }
  if (parser.accept("LIKE")) {
    parts.likes.push_back(like(parser.object_name()));
    parser.expect_end();
  } else {
    if (parser.at_symbol("(") && !parser.at("SELECT", 1) && !parser.at("WITH", 1)) {
      parser.expect_symbol("(");
      read_elements(parser, parts);
      parser.expect_symbol(")");
    } else if (!at_query(parser) && parser.at_end()) {
      return parser.fail("the columns in parentheses");
    }
    read_options(parser, parts);
    if (at_query(parser)) return read_query(parser, parts, begin);
    parser.expect_end();
  }
  table.columns = parser.list(parts.columns);
  table.constraints = parser.list(parts.constraints);
  table.likes = parser.list(parts.likes);
  const Span span = parser.place_since(begin);
  parser.add(table, span);
  for (const op::CreateIndex& index : parts.indexes)
    parser.add(index, span);
}

}  // namespace miglint::mysql
