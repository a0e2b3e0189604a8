// Which statement it is, by its first words.
#include <algorithm>

#include "dialect/mysql/parse/expression.h"
#include "dialect/mysql/parse/statements.h"
#include "dialect/mysql/split.h"

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
  parser.accept({"JSON", "DUALITY"});
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
  // MySQL has given both words up.
  const bool online = parser.server.mariadb && parser.accept("ONLINE");
  const bool ignore = parser.server.mariadb && parser.accept("IGNORE");
  if (parser.accept("TABLE")) return read_alter_table(parser, online);
  if (online || ignore) return parser.fail("TABLE");
  skip_definer(parser);
  if (parser.accept("VIEW")) return read_create_view(parser, true);
  if (parser.at_any({"DATABASE", "SCHEMA", "PROCEDURE", "FUNCTION", "EVENT", "USER", "ROLE",
                     "SERVER", "TABLESPACE", "UNDO", "LOGFILE", "INSTANCE", "RESOURCE", "SEQUENCE",
                     "LIBRARY"})) {
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

/// EXECUTE IMMEDIATE '…': the string is a statement of its own.
void read_execute(Parser& parser) {
  const bool immediate = parser.accept("IMMEDIATE");
  const bool known = immediate && parser.peek().kind == Token::Kind::string &&
                     parser.peek(1).kind == Token::Kind::end;
  if (!known) return add_opaque(parser, "EXECUTE of a string that is made at run time");
  SqlStatement inner;
  inner.text = parser.string_literal();
  inner.span = parser.place_since(0);
  inner.verbatim = false;
  Splitter splitter(inner.text, parser.server);
  Piece piece;
  if (!splitter.next(piece)) return parser.fail("a statement in the string");
  Parser text(inner, piece.tokens, parser.arena, parser.server);
  read_statement(text);
  if (text.failed()) return add_opaque(parser, "EXECUTE of a string that does not parse");
  parser.operations.insert(parser.operations.end(), text.operations.begin(), text.operations.end());
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
  // What LOCK TABLES began has nothing to commit: LOCK TABLES did.
  if (parser.accept("UNLOCK")) return add_other(parser, "UNLOCK TABLES", false);
  if (parser.accept("FLUSH")) return read_flush(parser);
  if (parser.at_any({"RESET", "INSTALL", "UNINSTALL"})) {
    return add_other(parser, parser.word(), true);
  }
  if (parser.at_any({"OPTIMIZE", "ANALYZE", "CHECK", "REPAIR"})) return read_maintenance(parser);
  if (parser.at_any({"GRANT", "REVOKE"})) return read_grant(parser);
  if (parser.at_any({"DO",      "SHOW",       "DESCRIBE", "DESC",     "EXPLAIN", "KILL",
                     "PURGE",   "CHANGE",     "START",    "STOP",     "XA",      "HANDLER",
                     "HELP",    "DEALLOCATE", "SIGNAL",   "RESIGNAL", "GET",     "CHECKSUM",
                     "CACHE",   "BINLOG",     "CLONE",    "IMPORT",   "RESTART", "SHUTDOWN",
                     "PREPARE", "DELIMITER",  "BACKUP"})) {
    return add_other(parser, parser.word(), false);
  }
  if (parser.accept("EXECUTE")) return read_execute(parser);
  if (parser.server.mariadb && parser.at_any({"BEGIN", "IF", "CASE", "LOOP", "WHILE", "REPEAT"})) {
    return read_block(parser);
  }
  parser.fail("a statement");
}

}  // namespace miglint::mysql
