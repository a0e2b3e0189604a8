// Keys and constraints of a table.
#include "dialect/mysql/parse/column.h"
#include "dialect/mysql/parse/expression.h"
#include "dialect/mysql/parse/reference.h"

namespace miglint::mysql {
namespace {

ReferentialAction read_action(Parser& parser) {
  if (parser.accept("CASCADE")) return ReferentialAction::cascade;
  if (parser.accept("RESTRICT")) return ReferentialAction::restrict;
  if (parser.accept({"NO", "ACTION"})) return ReferentialAction::no_action;
  if (parser.accept({"SET", "NULL"})) return ReferentialAction::set_null;
  if (parser.accept({"SET", "DEFAULT"})) return ReferentialAction::set_default;
  parser.fail("CASCADE, RESTRICT, SET NULL or NO ACTION");
  return {};
}

std::span<const std::string_view> key_columns(Parser& parser, std::span<const IndexKey> keys) {
  std::vector<std::string_view> columns;
  for (const IndexKey& key : keys)
    columns.push_back(key.column);
  return parser.list(columns);
}

void read_foreign_key(Parser& parser, Constraint& constraint) {
  parser.expect("KEY");
  parser.accept({"IF", "NOT", "EXISTS"});
  // The name of its index, which names the constraint where that has none.
  if (!parser.at_symbol("(")) {
    const std::string_view name = parser.name("the columns in parentheses");
    if (constraint.name.empty()) constraint.name = name;
  }
  constraint.kind = ConstraintKind::foreign_key;
  constraint.columns = key_columns(parser, read_index_keys(parser));
  read_reference(parser, constraint);
}

}  // namespace

void read_reference(Parser& parser, Constraint& constraint) {
  parser.expect("REFERENCES");
  constraint.referenced_table = parser.object_name("the referenced table");
  if (parser.at_symbol("(")) {
    constraint.referenced_columns = key_columns(parser, read_index_keys(parser));
  }
  for (;;) {
    if (parser.accept({"ON", "DELETE"})) {
      constraint.on_delete = read_action(parser);
    } else if (parser.accept({"ON", "UPDATE"})) {
      constraint.on_update = read_action(parser);
    } else if (parser.accept("MATCH")) {
      parser.skip();
    } else {
      break;
    }
  }
}

std::span<const IndexKey> read_index_keys(Parser& parser) {
  std::vector<IndexKey> keys;
  parser.expect_symbol("(");
  do {
    IndexKey key;
    if (parser.at_symbol("(")) {
      key.expression = expression(parser, parser.parenthesized());
    } else {
      key.column = parser.name("a column");
      if (parser.accept_symbol("(")) {
        key.prefix_length = parser.integer();
        parser.expect_symbol(")");
      }
    }
    key.descending = parser.accept("DESC");
    if (!key.descending) parser.accept("ASC");
    keys.push_back(key);
  } while (parser.accept_symbol(","));
  parser.accept({"WITHOUT", "OVERLAPS"});
  parser.expect_symbol(")");
  return parser.list(keys);
}

void read_index_options(Parser& parser, op::CreateIndex& index) {
  for (;;) {
    if (parser.accept("USING") || parser.accept("TYPE")) {
      index.method = parser.lower(parser.name("BTREE or HASH"));
    } else if (parser.accept("COMMENT")) {
      parser.accept_symbol("=");
      (void)parser.string_literal();
    } else if (parser.accept("INVISIBLE") || parser.accept("IGNORED")) {
      index.invisible = true;
    } else if (parser.accept({"WITH", "PARSER"})) {
      (void)parser.name();
    } else if (parser.at_any({"KEY_BLOCK_SIZE", "ENGINE_ATTRIBUTE", "SECONDARY_ENGINE_ATTRIBUTE",
                              "CLUSTERING", "M", "DISTANCE"})) {
      parser.skip();
      parser.accept_symbol("=");
      parser.skip();
    } else if (!parser.accept("VISIBLE") && !parser.accept({"NOT", "IGNORED"})) {
      break;
    }
  }
}

bool at_key_or_constraint(const Parser& parser) {
  // A column may be called `key` only in backquotes, which is no word.
  return parser.at_any({"PRIMARY", "UNIQUE", "KEY", "INDEX", "FULLTEXT", "SPATIAL", "FOREIGN",
                        "CHECK", "CONSTRAINT"}) ||
         (parser.at("VECTOR") && (parser.at("KEY", 1) || parser.at("INDEX", 1)));
}

void read_key_or_constraint(Parser& parser, const ObjectName& table,
                            std::vector<op::CreateIndex>& indexes,
                            std::vector<Constraint>& constraints) {
  const std::size_t begin = parser.position();
  std::string_view name;
  if (parser.accept("CONSTRAINT")) {
    parser.accept({"IF", "NOT", "EXISTS"});
    if (!parser.at_any({"PRIMARY", "UNIQUE", "FOREIGN", "CHECK"})) {
      name = parser.name("the name of a constraint");
    }
    if (!parser.at_any({"PRIMARY", "UNIQUE", "FOREIGN", "CHECK"})) {
      return parser.fail("PRIMARY KEY, UNIQUE, FOREIGN KEY or CHECK");
    }
  }
  Constraint constraint;
  constraint.name = name;
  if (parser.accept("CHECK")) {
    constraint.condition = expression(parser, parser.parenthesized());
    constraint.not_enforced = parser.accept({"NOT", "ENFORCED"});
    if (!constraint.not_enforced) parser.accept("ENFORCED");
  } else if (parser.accept("FOREIGN")) {
    read_foreign_key(parser, constraint);
  } else if (parser.accept("PRIMARY")) {
    parser.expect("KEY");
    parser.accept({"IF", "NOT", "EXISTS"});
    constraint.kind = ConstraintKind::primary_key;
    constraint.name = "PRIMARY";
    op::CreateIndex options;
    // MySQL reads a name here and forgets it.
    if (!parser.at_symbol("(") && !parser.at_any({"USING", "TYPE"})) (void)parser.name();
    read_index_options(parser, options);
    constraint.columns = key_columns(parser, read_index_keys(parser));
    read_index_options(parser, options);
  } else {
    op::CreateIndex index;
    index.table = table;
    index.method = "btree";
    if (parser.accept("UNIQUE")) {
      index.unique = true;
    } else if (parser.accept("FULLTEXT")) {
      index.method = "fulltext";
    } else if (parser.accept("SPATIAL")) {
      index.method = "spatial";
    } else if (parser.accept("VECTOR")) {
      index.method = "vector";
    }
    if (!parser.accept("KEY")) parser.accept("INDEX");
    index.if_not_exists = parser.accept({"IF", "NOT", "EXISTS"});
    index.name = name;
    if (!parser.at_symbol("(") && !parser.at_any({"USING", "TYPE"})) {
      index.name = parser.name("the name of an index");
    }
    const std::string_view method = index.method;
    read_index_options(parser, index);
    index.keys = read_index_keys(parser);
    read_index_options(parser, index);
    if (method != "btree") index.method = method;
    indexes.push_back(index);
    return;
  }
  constraint.span = parser.place_since(begin);
  constraints.push_back(constraint);
}

}  // namespace miglint::mysql
