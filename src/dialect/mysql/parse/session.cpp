// SET, transactions, locks, maintenance, privileges.
#include "dialect/mysql/parse/expression.h"
#include "dialect/mysql/parse/statements.h"

namespace miglint::mysql {
namespace {

void skip_rest(Parser& parser) {
  while (!parser.at_end())
    parser.skip();
}

void add_other(Parser& parser, std::string_view command, bool commits, std::size_t begin = 0) {
  op::OtherCommand other;
  other.command = command;
  other.commits = commits;
  parser.add(other, parser.place_since(begin));
}

void set_parameter(Parser& parser, std::string_view parameter, std::size_t begin, bool global) {
  const TokenRange range = parser.skip_until({","});
  if (range.empty()) return parser.fail("a value");
  if (global) return add_other(parser, "SET GLOBAL", false, begin);
  op::SetParameter set;
  set.parameter = parser.lower(parameter);
  if (range.end - range.begin == 1) {
    const Token& value = parser.token(range.begin);
    set.reset = is(parser.text(value), "DEFAULT");
    set.value = value.kind == Token::Kind::string ? parser.unquoted(value)
                                                  : parser.lower(parser.text(value));
    // SET foreign_key_checks = @OLD_FOREIGN_KEY_CHECKS, as dumps write it: what was there before.
    set.reset |= value.kind == Token::Kind::variable;
  } else {
    set.value_known = false;
  }
  parser.add(set, parser.place_since(begin));
}

void read_assignment(Parser& parser) {
  const std::size_t begin = parser.position();
  bool global =
      parser.accept("GLOBAL") || parser.accept("PERSIST") || parser.accept("PERSIST_ONLY");
  if (!global && !parser.accept("SESSION")) parser.accept("LOCAL");
  const Token token = parser.peek();
  std::string_view name;
  if (token.kind == Token::Kind::variable) {
    parser.skip();
    name = parser.text(token);
    if (name.starts_with("@@")) {
      name.remove_prefix(2);
      for (const std::string_view prefix : {"session.", "SESSION.", "local.", "LOCAL."}) {
        if (name.starts_with(prefix)) name.remove_prefix(prefix.size());
      }
      for (const std::string_view prefix : {"global.", "GLOBAL.", "persist."}) {
        if (name.starts_with(prefix)) global = true;
      }
    } else {
      if (!parser.accept_symbol("=")) parser.expect_symbol(":=");
      if (parser.skip_until({","}).empty()) parser.fail("a value");
      return add_other(parser, "SET", false, begin);
    }
  } else {
    name = parser.name("a variable");
    while (parser.accept_symbol("."))
      name = parser.name("a variable");
  }
  if (!parser.accept_symbol("=")) parser.expect_symbol(":=");
  set_parameter(parser, name, begin, global);
}

}  // namespace

void read_set(Parser& parser) {
  if (parser.accept("NAMES") || parser.accept({"CHARACTER", "SET"}) || parser.accept("CHARSET")) {
    skip_rest(parser);
    return add_other(parser, "SET NAMES", false);
  }
  if (parser.at_any({"PASSWORD", "ROLE", "RESOURCE"}) || parser.at("DEFAULT") ||
      parser.at("TRANSACTION") || parser.at("TRANSACTION", 1)) {
    const bool commits = parser.at("PASSWORD") || parser.at("DEFAULT");
    skip_rest(parser);
    return add_other(parser, "SET", commits);
  }
  if (parser.accept("STATEMENT")) {  // MariaDB: SET STATEMENT max_statement_time=1 FOR SELECT …
    (void)parser.skip_until({}, {"FOR"});
    parser.expect("FOR");
    return read_statement(parser);
  }
  do {
    read_assignment(parser);
    ++parser.command;
  } while (parser.accept_symbol(","));
  parser.expect_end();
}

bool read_transaction(Parser& parser) {
  using Kind = op::TransactionControl::Kind;
  op::TransactionControl control;
  if (parser.accept({"START", "TRANSACTION"})) {
    skip_rest(parser);
  } else if (parser.at("BEGIN") && parser.at("NOT", 1)) {
    return false;
  } else if (parser.accept("BEGIN")) {
    parser.accept("WORK");
    parser.expect_end();
  } else if (parser.accept("COMMIT")) {
    control.kind = Kind::commit;
    control.chain = parser.accept({"WORK", "AND", "CHAIN"}) || parser.accept({"AND", "CHAIN"});
    skip_rest(parser);
  } else if (parser.accept("ROLLBACK")) {
    control.kind = Kind::rollback;
    parser.accept("WORK");
    if (parser.accept("TO")) {
      parser.accept("SAVEPOINT");
      control.kind = Kind::rollback_to;
      control.name = parser.name("a savepoint");
    }
    control.chain = parser.accept({"AND", "CHAIN"});
    skip_rest(parser);
  } else if (parser.accept("SAVEPOINT")) {
    control.kind = Kind::savepoint;
    control.name = parser.name("a savepoint");
  } else if (parser.accept({"RELEASE", "SAVEPOINT"})) {
    control.kind = Kind::release;
    control.name = parser.name("a savepoint");
  } else {
    return false;
  }
  parser.expect_end();
  parser.add(control, parser.place_since(0));
  return true;
}

void read_lock_tables(Parser& parser) {
  if (!parser.accept("TABLES") && !parser.accept("TABLE")) {
    skip_rest(parser);  // LOCK INSTANCE FOR BACKUP.
    return add_other(parser, "LOCK", false);
  }
  do {
    const std::size_t begin = parser.position();
    op::LockTable lock;
    lock.table = parser.object_name("the name of a table");
    parser.accept("AS");
    if (!parser.at_any({"READ", "WRITE", "LOW_PRIORITY"})) (void)parser.name("READ or WRITE");
    parser.accept("LOW_PRIORITY");
    if (parser.accept("WRITE")) {
      parser.accept("CONCURRENT");
      lock.mode = "WRITE";
    } else {
      parser.expect("READ");
      parser.accept("LOCAL");
      lock.mode = "READ";
    }
    parser.add(lock, parser.place_since(begin));
  } while (parser.accept_symbol(","));
  skip_wait(parser);
  parser.expect_end();
}

void read_flush(Parser& parser) {
  if (!parser.accept("NO_WRITE_TO_BINLOG")) parser.accept("LOCAL");
  const bool tables = parser.accept("TABLES") || parser.accept("TABLE");
  if (tables && parser.at_name() && !parser.at("FOR")) {  // FLUSH TABLES a, b WITH READ LOCK.
    std::vector<ObjectName> names;
    do {
      names.push_back(parser.object_name());
    } while (parser.accept_symbol(","));
    if (parser.at("WITH") || parser.at("FOR")) {
      for (const ObjectName& name : names) {
        op::LockTable lock;
        lock.table = name;
        lock.mode = "READ";
        parser.add(lock, parser.place_since(0));
      }
      return skip_rest(parser);
    }
  }
  const bool all_tables = tables && parser.at("WITH");
  skip_rest(parser);
  if (!all_tables) return add_other(parser, "FLUSH", true);
  add_other(parser, "FLUSH TABLES WITH READ LOCK", true);
}

void read_maintenance(Parser& parser) {
  const std::string_view command = parser.word();
  parser.skip();
  if (!parser.accept("NO_WRITE_TO_BINLOG")) parser.accept("LOCAL");
  if (!parser.accept("TABLE") && !parser.accept("TABLES")) {
    if (is(command, "ANALYZE")) {  // MariaDB: ANALYZE SELECT …
      skip_rest(parser);
      return add_other(parser, "ANALYZE", false);
    }
    return parser.fail("TABLE");
  }
  do {
    const std::size_t begin = parser.position();
    const ObjectName table = parser.object_name("the name of a table");
    const Span span = parser.place_since(begin);
    if (is(command, "OPTIMIZE")) {
      op::SetTableOption optimize;
      optimize.table.name = table;
      optimize.kind = op::SetTableOption::Kind::optimize;
      optimize.option = "OPTIMIZE TABLE";
      parser.add(optimize, span);
    } else if (is(command, "ANALYZE")) {
      op::Vacuum analyze;
      analyze.table = table;
      analyze.vacuum = false;
      analyze.analyze = true;
      parser.add(analyze, span);
    } else {
      op::OtherCommand other;
      other.command = "CHECK TABLE";
      other.commits = true;
      other.relations = parser.arena.copy(std::span<const ObjectName>(&table, 1));
      parser.add(other, span);
    }
  } while (parser.accept_symbol(","));
  skip_rest(parser);
}

void read_grant(Parser& parser) {
  op::Grant grant;
  grant.revoke = parser.at("REVOKE");
  grant.object_word = "TABLE";
  parser.skip();
  std::vector<std::string_view> privileges;
  while (!parser.at_end() && !parser.at("ON") && !parser.at("TO") && !parser.at("FROM")) {
    if (parser.at_symbol("(")) {
      (void)parser.parenthesized();
      continue;
    }
    if (!parser.word().empty()) privileges.push_back(parser.lower(parser.word()));
    parser.skip();
  }
  if (!parser.at("ON")) {
    if (parser.at_end()) parser.fail(grant.revoke ? "FROM" : "TO");
    op::RoleCommand role;
    role.command = grant.revoke ? "REVOKE" : "GRANT";
    skip_rest(parser);
    return parser.add(role, parser.place_since(0));
  }
  skip_rest(parser);
  if (!privileges.empty() && privileges.front() != "all") {
    grant.privileges = parser.list(privileges);
  }
  parser.add(grant, parser.place_since(0));
}

}  // namespace miglint::mysql
