// DROP of tables and objects, RENAME TABLE, TRUNCATE.
#include "dialect/mysql/parse/statements.h"

namespace miglint::mysql {
namespace {

void drop_objects(Parser& parser, op::DropObject::Kind kind, std::string_view word) {
  const bool if_exists = parser.accept({"IF", "EXISTS"});
  do {
    const std::size_t begin = parser.position();
    op::DropObject drop;
    drop.kind = kind;
    drop.kind_word = word;
    drop.if_exists = if_exists;
    // A database goes with all that is in it; nothing else takes others with it.
    drop.cascade = kind == op::DropObject::Kind::schema;
    drop.name = parser.object_name();
    parser.add(drop, parser.place_since(begin));
  } while (parser.accept_symbol(","));
  if (!parser.accept("RESTRICT")) parser.accept("CASCADE");
  parser.expect_end();
}

}  // namespace

void read_drop(Parser& parser) {
  using Kind = op::DropObject::Kind;
  const bool temporary = parser.accept("TEMPORARY");
  if (parser.accept("TABLE") || parser.accept("TABLES")) {
    const bool if_exists = parser.accept({"IF", "EXISTS"});
    do {
      const std::size_t begin = parser.position();
      op::DropTable drop;
      drop.if_exists = if_exists;
      drop.table = parser.object_name("the name of a table");
      if (temporary && drop.table.schema.empty()) drop.table.schema = "pg_temp";
      parser.add(drop, parser.place_since(begin));
    } while (parser.accept_symbol(","));
    skip_wait(parser);
    if (!parser.accept("RESTRICT")) parser.accept("CASCADE");
    return parser.expect_end();
  }
  if (parser.accept("INDEX")) return read_drop_index(parser);
  if (parser.accept("VIEW")) return drop_objects(parser, Kind::view, "VIEW");
  if (parser.accept("SEQUENCE")) return drop_objects(parser, Kind::sequence, "SEQUENCE");
  if (parser.accept("PROCEDURE")) return drop_objects(parser, Kind::procedure, "PROCEDURE");
  if (parser.accept("FUNCTION")) return drop_objects(parser, Kind::function, "FUNCTION");
  if (parser.accept("DATABASE") || parser.accept("SCHEMA")) {
    return drop_objects(parser, Kind::schema, "DATABASE");
  }
  if (parser.accept("TRIGGER")) return drop_objects(parser, Kind::other, "TRIGGER");
  if (parser.accept("EVENT")) return drop_objects(parser, Kind::other, "EVENT");
  if (parser.at_any({"USER", "ROLE", "SERVER", "TABLESPACE", "UNDO", "LOGFILE", "RESOURCE",
                     "SPATIAL", "PREPARE", "PACKAGE", "LIBRARY"})) {
    op::OtherCommand other;
    other.command = "DROP";
    other.commits = !parser.at("PREPARE");
    while (!parser.at_end())
      parser.skip();
    return parser.add(other, parser.place_since(0));
  }
  parser.fail("TABLE, INDEX, VIEW, TRIGGER or another kind of object");
}

void read_rename(Parser& parser) {
  if (parser.accept("USER")) {
    op::OtherCommand other;
    other.command = "RENAME USER";
    other.commits = true;
    while (!parser.at_end())
      parser.skip();
    return parser.add(other, parser.place_since(0));
  }
  if (!parser.accept("TABLE") && !parser.accept("TABLES")) parser.fail("TABLE");
  parser.accept({"IF", "EXISTS"});
  do {
    const std::size_t begin = parser.position();
    op::RenameRelation rename;
    rename.relation = parser.object_name("the name of a table");
    skip_wait(parser);
    parser.expect("TO");
    rename.new_name = parser.object_name("the table's new name").name;
    parser.add(rename, parser.place_since(begin));
  } while (parser.accept_symbol(","));
  parser.expect_end();
}

void read_truncate(Parser& parser) {
  parser.accept("TABLE");
  op::TruncateTable truncate;
  truncate.table = parser.object_name("the name of a table");
  skip_wait(parser);
  parser.expect_end();
  parser.add(truncate, parser.place_since(0));
}

}  // namespace miglint::mysql
