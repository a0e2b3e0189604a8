// Which statement it is, by its first words.
#include <algorithm>

#include "dialect/mysql/parse/expression.h"
#include "dialect/mysql/parse/statements.h"

namespace miglint::mysql {
namespace {

void skip_rest(Parser& parser) {
  while (!parser.at_end())
    parser.skip();
}

void add_other(Parser& parser, std::string_view command, bool commits) {
  skip_rest(parser);
  op::OtherCommand other;
  other.command = command;
  other.commits = commits;
  parser.add(other, parser.place_since(0));
}

/// DEFINER = …, ALGORITHM = …, SQL SECURITY …, AGGREGATE: what may stand before the kind of object.
void skip_definer(Parser& parser) {
  for (;;) {
    if (parser.accept("DEFINER")) {
      parser.expect_symbol("=");
      parser.skip();
      if (parser.peek().kind == Token::Kind::variable) parser.skip();
      if (parser.at_symbol("(")) (void)parser.parenthesized();
    } else if (parser.at("ALGORITHM")) {
      parser.skip();
      parser.expect_symbol("=");
      parser.skip();
    } else if (parser.accept({"SQL", "SECURITY"})) {
      parser.skip();
    } else if (!parser.accept("AGGREGATE")) {
      return;
    }
  }
}

void create_database(Parser& parser) {
  op::CreateSchema schema;
  schema.if_not_exists = parser.accept({"IF", "NOT", "EXISTS"});
  schema.schema = parser.name("the name of a database");
  skip_rest(parser);
  parser.add(schema, parser.place_since(0));
}

void read_create(Parser& parser) {
  const bool or_replace = parser.accept({"OR", "REPLACE"});
  const bool temporary = parser.accept("TEMPORARY");
  if (parser.accept("TABLE")) return read_create_table(parser, temporary, or_replace);
  if (parser.at_any({"INDEX", "UNIQUE", "FULLTEXT"}) ||
      ((parser.at("SPATIAL") || parser.at("VECTOR")) && parser.at("INDEX", 1))) {
    return read_create_index(parser);
  }
  if (parser.accept("DATABASE") || parser.accept("SCHEMA")) return create_database(parser);
  skip_definer(parser);
  if (parser.accept("VIEW")) return read_create_view(parser, or_replace);
  if (parser.at_any({"PROCEDURE", "FUNCTION", "EVENT"})) {
    return read_create_routine(parser, or_replace);
  }
  if (parser.accept("TRIGGER")) return read_create_trigger(parser, or_replace);
  if (parser.accept("SEQUENCE")) {
    op::CreateSequence sequence;
    sequence.if_not_exists = parser.accept({"IF", "NOT", "EXISTS"});
    sequence.sequence = parser.object_name();
    skip_rest(parser);
    return parser.add(sequence, parser.place_since(0));
  }
  if (parser.at_any({"USER", "ROLE", "SERVER", "TABLESPACE", "UNDO", "LOGFILE", "RESOURCE",
                     "SPATIAL", "PACKAGE", "LIBRARY"})) {
    return add_other(parser, "CREATE", true);
  }
  parser.fail("TABLE, INDEX, VIEW, TRIGGER or another kind of object");
}

void read_alter(Parser& parser) {
  const bool online = parser.accept("ONLINE");  // MariaDB: LOCK=NONE.
  const bool ignore = !online && parser.accept("IGNORE");
  if (parser.accept("TABLE")) return read_alter_table(parser);
  if (online || ignore) return parser.fail("TABLE");
  skip_definer(parser);
  if (parser.accept("VIEW")) return read_create_view(parser, true);
  if (parser.at_any({"DATABASE", "SCHEMA", "PROCEDURE", "FUNCTION", "EVENT", "USER", "ROLE",
                     "SERVER", "TABLESPACE", "UNDO", "LOGFILE", "INSTANCE", "RESOURCE",
                     "SEQUENCE"})) {
    return add_other(parser, "ALTER", true);
  }
  parser.fail("TABLE, VIEW, DATABASE or another kind of object");
}

void read_call(Parser& parser) {
  op::CallRoutine call;
  call.routine = parser.object_name("the name of a procedure");
  if (parser.at_symbol("(")) (void)parser.parenthesized();
  parser.expect_end();
  parser.add(call, parser.place_since(0));
}

void read_use(Parser& parser) {
  op::UseDatabase use;
  use.database = parser.name("the name of a database");
  parser.expect_end();
  parser.add(use, parser.place_since(0));
}

void add_opaque(Parser& parser, std::string_view reason) {
  skip_rest(parser);
  parser.add(op::Opaque{reason}, parser.place_since(0));
}

}  // namespace

void read_statement(Parser& parser) {
  if (read_transaction(parser) || parser.failed()) return;
  if (parser.accept("ALTER")) return read_alter(parser);
  if (parser.accept("CREATE")) return read_create(parser);
  if (parser.accept("DROP")) return read_drop(parser);
  if (parser.accept("INSERT") || parser.accept("REPLACE")) return read_insert(parser);
  if (parser.accept("UPDATE")) return read_update(parser);
  if (parser.accept("DELETE")) return read_delete(parser);
  if (parser.accept("SET")) return read_set(parser);
  if (parser.accept("RENAME")) return read_rename(parser);
  if (parser.accept("TRUNCATE")) return read_truncate(parser);
  if (parser.accept("SELECT") || parser.at_symbol("(") || parser.accept("VALUES") ||
      parser.accept("TABLE")) {
    return read_select(parser);
  }
  if (parser.accept("WITH")) return read_with(parser);
  if (parser.accept("CALL")) return read_call(parser);
  if (parser.accept("USE")) return read_use(parser);
  if (parser.accept("LOAD")) {
    return parser.at("DATA") || parser.at("XML") ? read_load(parser)
                                                 : add_other(parser, "LOAD", true);
  }
  if (parser.accept("LOCK")) return read_lock_tables(parser);
  if (parser.accept("UNLOCK")) return add_other(parser, "UNLOCK TABLES", true);
  if (parser.at_any({"OPTIMIZE", "ANALYZE", "CHECK", "REPAIR"})) return read_maintenance(parser);
  if (parser.at_any({"GRANT", "REVOKE"})) return read_grant(parser);
  if (parser.at_any({"DO",        "SHOW",     "DESCRIBE", "DESC",       "EXPLAIN", "FLUSH",
                     "KILL",      "RESET",    "PURGE",    "CHANGE",     "START",   "STOP",
                     "XA",        "HANDLER",  "HELP",     "DEALLOCATE", "SIGNAL",  "RESIGNAL",
                     "GET",       "CHECKSUM", "CACHE",    "BINLOG",     "CLONE",   "INSTALL",
                     "UNINSTALL", "IMPORT",   "RESTART",  "SHUTDOWN",   "PREPARE", "DELIMITER"})) {
    return add_other(parser, parser.word(), false);
  }
  if (parser.at("EXECUTE")) {
    return add_opaque(parser, "EXECUTE of a string that is made at run time");
  }
  if (parser.at("BEGIN")) return add_opaque(parser, "a block of a stored program");
  parser.fail("a statement");
}

}  // namespace miglint::mysql
