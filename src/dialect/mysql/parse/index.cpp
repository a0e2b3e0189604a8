// CREATE INDEX and DROP INDEX.
#include "dialect/mysql/parse/column.h"
#include "dialect/mysql/parse/statements.h"

namespace miglint::mysql {
namespace {

/// ALGORITHM= and LOCK= at the end.
void read_end(Parser& parser, const ObjectName& table) {
  op::OnlineClause clause;
  const std::size_t begin = parser.position();
  while (read_online_clause(parser, clause)) {
  }
  parser.expect_end();
  if (clause.algorithm.empty() && clause.lock.empty()) return;
  clause.table.name = table;
  parser.add(clause, parser.place_since(begin));
}

}  // namespace

bool skip_wait(Parser& parser) {
  if (parser.accept("NOWAIT")) return true;
  if (!parser.accept("WAIT")) return false;
  (void)parser.integer();
  return true;
}

void read_create_index(Parser& parser) {
  op::CreateIndex index;
  index.method = "btree";
  std::string_view kind;
  if (parser.accept("UNIQUE")) {
    index.unique = true;
  } else if (parser.at_any({"FULLTEXT", "SPATIAL", "VECTOR"})) {
    kind = parser.lower(parser.word());
    parser.skip();
  }
  parser.expect("INDEX");
  index.if_not_exists = parser.accept({"IF", "NOT", "EXISTS"});
  index.name = parser.name("the name of an index");
  read_index_options(parser, index);
  parser.expect("ON");
  index.table = parser.object_name("the name of a table");
  index.keys = read_index_keys(parser);
  skip_wait(parser);
  read_index_options(parser, index);
  if (!kind.empty()) index.method = kind;
  parser.add(index, parser.place_since(0));
  read_end(parser, index.table);
}

void read_drop_index(Parser& parser) {
  op::DropIndex drop;
  drop.if_exists = parser.accept({"IF", "EXISTS"});
  drop.index.name = parser.name("the name of an index");
  parser.expect("ON");
  drop.table = parser.object_name("the name of a table");
  parser.add(drop, parser.place_since(0));
  skip_wait(parser);
  // MariaDB takes no ALGORITHM and no LOCK here (error 1064), ALTER TABLE … DROP INDEX does.
  if (parser.server.mariadb) return parser.expect_end();
  read_end(parser, drop.table);
}

}  // namespace miglint::mysql
