// INSERT, REPLACE, UPDATE, DELETE, SELECT, LOAD DATA.
#include "dialect/mysql/parse/expression.h"
#include "dialect/mysql/parse/statements.h"

namespace miglint::mysql {
namespace {

TokenRange rest(Parser& parser) {
  const std::size_t begin = parser.position();
  (void)parser.skip_until({});
  if (!parser.at_end()) parser.fail("the end of the statement");
  return {begin, parser.position()};
}

/// Table references up to WHERE, SET …: the first table named, and all of them.
struct References {
  ObjectName first;
  std::vector<ObjectName> all;
  std::vector<std::pair<std::string_view, ObjectName>> aliases;
};

ObjectName by_alias(const References& references, const ObjectName& name) {
  for (const auto& [alias, table] : references.aliases) {
    if (name.schema.empty() && alias == name.name) return table;
  }
  return name;
}

References read_references(Parser& parser, TokenRange range) {
  References found;
  const std::size_t after = parser.position();
  bool expects_table = true;
  parser.set_position(range.begin);
  while (!parser.failed() && parser.position() < range.end) {
    if (parser.at_symbol("(")) {
      const TokenRange inner = parser.parenthesized();
      Reads reads;
      read_tokens(parser, inner, reads);
      found.all.insert(found.all.end(), reads.relations.begin(), reads.relations.end());
      expects_table = false;
    } else if (parser.at_any({"JOIN", "STRAIGHT_JOIN"}) || parser.at_symbol(",")) {
      parser.skip();
      expects_table = true;
    } else if (expects_table && parser.at_name()) {
      const ObjectName table = parser.object_name();
      if (parser.at("PARTITION")) {
        parser.skip();
        if (parser.at_symbol("(")) (void)parser.parenthesized();
      }
      parser.accept("AS");
      if (parser.position() < range.end && parser.at_name() &&
          !parser.at_any({"CROSS", "NATURAL", "STRAIGHT_JOIN", "USE", "FORCE", "IGNORE"})) {
        found.aliases.emplace_back(parser.name(), table);
      }
      if (found.first.name.empty()) found.first = table;
      found.all.push_back(table);
      expects_table = false;
    } else {
      parser.skip();
    }
  }
  parser.set_position(after);
  return found;
}

/// `reads` less the table that is changed itself.
std::span<const ObjectName> others(Parser& parser, const std::vector<ObjectName>& all,
                                   const Reads& reads, const ObjectName& table) {
  std::vector<ObjectName> out;
  for (const auto* list : {&all, &reads.relations}) {
    for (const ObjectName& name : *list) {
      if (name != table && std::ranges::find(out, name) == out.end()) out.push_back(name);
    }
  }
  return parser.list(out);
}

/// WHERE, ORDER BY and LIMIT at the end of UPDATE and DELETE.
Filter read_filter(Parser& parser, Reads& reads) {
  Filter made;
  if (parser.accept("WHERE")) {
    const TokenRange range = parser.skip_until({}, {"ORDER", "LIMIT", "RETURNING"});
    if (range.empty()) parser.fail("a condition");
    made = filter(parser, range);
    read_tokens(parser, range, reads);
  }
  if (parser.accept({"ORDER", "BY"})) (void)parser.skip_until({}, {"LIMIT", "RETURNING"});
  if (parser.accept("LIMIT")) {
    made.limited = true;
    (void)parser.skip_until({}, {"RETURNING"});
  }
  if (parser.accept("RETURNING")) (void)parser.skip_until({});
  parser.expect_end();
  return made;
}

void skip_modifiers(Parser& parser) {
  while (parser.accept("LOW_PRIORITY") || parser.accept("HIGH_PRIORITY") ||
         parser.accept("DELAYED") || parser.accept("IGNORE") || parser.accept("QUICK")) {
  }
}

void read_assignments(Parser& parser, const References& references,
                      std::vector<std::pair<ObjectName, Assignment>>& out) {
  do {
    std::vector<std::string_view> parts{parser.name("a column")};
    while (parser.accept_symbol("."))
      parts.push_back(parser.name("a column"));
    if (!parser.accept_symbol("=")) parser.expect_symbol(":=");
    Assignment assignment;
    assignment.column = parts.back();
    assignment.value = next_expression(parser, {"WHERE", "ORDER", "LIMIT", "RETURNING", "ON"});
    ObjectName table = references.first;
    if (parts.size() == 2) table = by_alias(references, {{}, parts[0]});
    if (parts.size() == 3) table = {parts[0], parts[1]};
    out.emplace_back(table, assignment);
  } while (parser.accept_symbol(","));
}

}  // namespace

void read_insert(Parser& parser) {
  skip_modifiers(parser);
  parser.accept("INTO");
  op::InsertRows insert;
  insert.table = parser.object_name("the name of a table");
  if (parser.accept("PARTITION")) (void)parser.parenthesized();
  const bool columns = parser.at_symbol("(") && !parser.at("SELECT", 1) && !parser.at("WITH", 1) &&
                       !parser.at_symbol("(", 1);
  if (columns) {
    parser.expect_symbol("(");
    if (!parser.at_symbol(")")) {
      std::vector<std::string_view> names;
      do {
        std::string_view name = parser.name("a column");
        while (parser.accept_symbol("."))
          name = parser.name("a column");
        names.push_back(name);
      } while (parser.accept_symbol(","));
      insert.columns = parser.list(names);
    }
    parser.expect_symbol(")");
  }
  Reads reads;
  if (parser.accept("SET")) {
    References none;
    std::vector<std::pair<ObjectName, Assignment>> assignments;
    read_assignments(parser, none, assignments);
    insert.rows = 1;
  } else if (parser.accept("VALUES") || parser.accept("VALUE")) {
    const std::size_t from = parser.position();
    do {
      parser.accept("ROW");
      (void)parser.parenthesized();
      ++insert.rows;
    } while (parser.accept_symbol(","));
    // A dump's rows are literals; what they could call is looked for in the first ones.
    constexpr std::size_t kRead = 4096;
    read_tokens(parser, {from, std::min(parser.position(), from + kRead)}, reads);
    if (parser.accept("AS")) {
      (void)parser.name();
      if (parser.at_symbol("(")) (void)parser.parenthesized();
    }
  } else if (parser.at_any({"SELECT", "WITH", "TABLE"}) || parser.at_symbol("(")) {
    insert.from_query = true;
    const TokenRange query = parser.skip_until({}, {});
    read_tokens(parser, query, reads);
  } else {
    parser.fail("VALUES or SELECT");
  }
  if (parser.accept({"ON", "DUPLICATE", "KEY"})) {
    insert.on_conflict = true;
    parser.expect("UPDATE");
  }
  (void)rest(parser);
  insert.reads = parser.list(reads.relations);
  insert.functions = parser.list(reads.functions);
  parser.add(insert, parser.place_since(0));
}

void read_update(Parser& parser) {
  skip_modifiers(parser);
  const TokenRange range = parser.skip_until({}, {"SET"});
  if (range.empty()) parser.fail("the name of a table");
  const References references = read_references(parser, range);
  Reads reads;
  parser.expect("SET");
  const std::size_t from = parser.position();
  std::vector<std::pair<ObjectName, Assignment>> assignments;
  read_assignments(parser, references, assignments);
  read_tokens(parser, {from, parser.position()}, reads);
  const Filter filter = read_filter(parser, reads);
  std::vector<ObjectName> tables;
  for (const auto& [table, assignment] : assignments) {
    if (std::ranges::find(tables, table) == tables.end()) tables.push_back(table);
  }
  for (const ObjectName& table : tables) {
    op::UpdateRows update;
    update.table = table;
    update.filter = filter;
    std::vector<Assignment> own;
    for (const auto& [of, assignment] : assignments) {
      if (of == table) own.push_back(assignment);
    }
    update.assignments = parser.list(own);
    update.reads = others(parser, references.all, reads, table);
    update.functions = parser.list(reads.functions);
    parser.add(update, parser.place_since(0));
  }
}

void read_delete(Parser& parser) {
  skip_modifiers(parser);
  std::vector<ObjectName> targets;
  const auto read_targets = [&] {
    do {
      targets.push_back(parser.object_name("the name of a table"));
      // t.* is the same as t.
      if (parser.accept_symbol(".")) parser.accept_symbol("*");
    } while (parser.accept_symbol(","));
  };
  References references;
  Reads reads;
  if (!parser.accept("FROM")) {
    // DELETE t1, t2 FROM …
    do {
      ObjectName table{{}, parser.name("FROM")};
      if (parser.accept_symbol(".") && !parser.accept_symbol("*")) {
        table = {table.name, parser.name()};
        if (parser.accept_symbol(".")) parser.expect_symbol("*");
      }
      targets.push_back(table);
    } while (parser.accept_symbol(","));
    parser.expect("FROM");
    references = read_references(parser, parser.skip_until({}, {"WHERE", "ORDER", "LIMIT"}));
  } else {
    const TokenRange range =
        parser.skip_until({}, {"WHERE", "ORDER", "LIMIT", "USING", "RETURNING"});
    if (range.empty()) parser.fail("the name of a table");
    if (parser.accept("USING")) {
      const std::size_t after = parser.position();
      parser.set_position(range.begin);
      read_targets();
      parser.set_position(after);
      references = read_references(parser, parser.skip_until({}, {"WHERE", "ORDER", "LIMIT"}));
    } else {
      references = read_references(parser, range);
      targets.push_back(references.first);
    }
  }
  const Filter filter = read_filter(parser, reads);
  for (const ObjectName& target : targets) {
    op::DeleteRows remove;
    remove.table = by_alias(references, target);
    remove.filter = filter;
    // A join narrows it down to what has a partner.
    if (references.all.size() > 1 && filter.kind == FilterKind::none) {
      remove.filter.kind = FilterKind::other;
    }
    remove.reads = others(parser, references.all, reads, remove.table);
    remove.functions = parser.list(reads.functions);
    parser.add(remove, parser.place_since(0));
  }
}

void read_select(Parser& parser) {
  Reads reads;
  const TokenRange range = rest(parser);
  read_tokens(parser, range, reads);
  op::SelectRows select;
  select.reads = parser.list(reads.relations);
  select.functions = parser.list(reads.functions);
  for (std::size_t at = range.begin; at + 1 < range.end; ++at) {
    if (is(parser.text(parser.token(at)), "FOR") &&
        one_of(parser.text(parser.token(at + 1)), {"UPDATE", "SHARE"})) {
      select.locked = select.reads;
    }
  }
  select.computes_only = reads.relations.empty() && reads.functions.empty();
  parser.add(select, parser.place_since(0));
}

void read_with(Parser& parser) {
  parser.accept("RECURSIVE");
  do {
    (void)parser.name();
    if (parser.at_symbol("(")) (void)parser.parenthesized();
    parser.expect("AS");
    (void)parser.parenthesized();
  } while (parser.accept_symbol(","));
  if (parser.accept("UPDATE")) return read_update(parser);
  if (parser.accept("DELETE")) return read_delete(parser);
  if (!parser.accept("SELECT") && !parser.at_symbol("(") && !parser.accept("TABLE") &&
      !parser.accept("VALUES")) {
    return parser.fail("SELECT, UPDATE or DELETE");
  }
  read_select(parser);
}

void read_load(Parser& parser) {
  op::CopyRows copy;
  if (!parser.accept("DATA")) parser.expect("XML");
  (void)parser.skip_until({}, {"TABLE"});
  parser.expect("TABLE");
  copy.table = parser.object_name();
  copy.program_or_file = true;
  (void)rest(parser);
  parser.add(copy, parser.place_since(0));
}

}  // namespace miglint::mysql
