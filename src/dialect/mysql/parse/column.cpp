// Column definitions.
#include "dialect/mysql/parse/column.h"

#include "dialect/mysql/parse/expression.h"
#include "dialect/mysql/parse/reference.h"

namespace miglint::mysql {
namespace {

/// The value of DEFAULT: a literal, a function such as NOW(6), or an expression in parentheses.
const Expression* default_value(Parser& parser) {
  const std::size_t begin = parser.position();
  if (parser.at_symbol("(")) {
    Expression value = *expression(parser, parser.parenthesized());
    value.in_parentheses = true;
    return parser.arena.make(value);
  }
  if (parser.at_symbol("-") || parser.at_symbol("+")) parser.skip();
  // _utf8mb4'text'
  if (parser.word().starts_with('_') && parser.peek(1).kind == Token::Kind::string) parser.skip();
  // DATE'2020-01-01'
  if (parser.at_any({"DATE", "TIME", "TIMESTAMP"}) && parser.peek(1).kind == Token::Kind::string) {
    parser.skip();
  }
  if (parser.accept({"NEXT", "VALUE", "FOR"})) {  // MariaDB's sequences.
    (void)parser.object_name();
    return expression(parser, {begin, parser.position()});
  }
  if (parser.at_end() || parser.at_symbol(",") || parser.at_symbol(")")) {
    parser.fail("a default value");
    return nullptr;
  }
  parser.skip();
  if (parser.at_symbol("(")) (void)parser.parenthesized();
  return expression(parser, {begin, parser.position()});
}

class ColumnReader {
 public:
  ColumnReader(Parser& parser, ColumnDefinition& column, const ObjectName& table,
               std::vector<op::CreateIndex>& indexes)
      : parser_(parser), column_(column), table_(table), indexes_(indexes) {}

  void run() {
    if (column_.type.serial) {  // BIGINT UNSIGNED NOT NULL AUTO_INCREMENT UNIQUE.
      column_.not_null = column_.auto_increment = true;
      column_.type.serial = false;
      unique();
    }
    while (attribute() && !parser_.failed()) {
    }
    column_.constraints = parser_.list(constraints_);
  }

 private:
  void unique() {
    op::CreateIndex index;
    index.table = table_;
    index.unique = true;
    index.method = "btree";
    IndexKey key;
    key.column = column_.name;
    index.keys = parser_.arena.copy(std::span<const IndexKey>(&key, 1));
    indexes_.push_back(index);
  }

  void generated() {
    column_.generation = expression(parser_, parser_.parenthesized());
    column_.generated = Generated::virtual_;
    if (parser_.accept("STORED") || parser_.accept("PERSISTENT")) {
      column_.generated = Generated::stored;
    } else {
      parser_.accept("VIRTUAL");
    }
  }

  Constraint& constraint(ConstraintKind kind, std::string_view name) {
    Constraint& made = constraints_.emplace_back();
    made.kind = kind;
    made.name = name;
    made.columns = parser_.arena.copy(std::span<const std::string_view>(&column_.name, 1));
    return made;
  }

  void check(std::string_view name, std::size_t begin) {
    Constraint& made = constraint(ConstraintKind::check, name);
    made.condition = expression(parser_, parser_.parenthesized());
    if (parser_.accept({"NOT", "ENFORCED"})) {
      made.not_enforced = true;
    } else {
      parser_.accept("ENFORCED");
    }
    made.span = parser_.place_since(begin);
  }

  void reference(std::string_view name, std::size_t begin) {
    Constraint made;
    made.kind = ConstraintKind::foreign_key;
    made.name = name;
    read_reference(parser_, made);
    made.span = parser_.place_since(begin);
    // MySQL before 9 reads it and does nothing.
    if (!parser_.server.mariadb && !parser_.server.at_least(9, 0)) {
      column_.ignored_reference = true;
      return;
    }
    made.columns = parser_.arena.copy(std::span<const std::string_view>(&column_.name, 1));
    constraints_.push_back(made);
  }

  bool attribute() {
    const std::size_t begin = parser_.position();
    std::string_view name;
    if (parser_.accept("CONSTRAINT")) {
      if (!parser_.at("CHECK")) name = parser_.name("the name of a constraint");
      if (!parser_.at("CHECK") && !parser_.at("REFERENCES")) parser_.fail("CHECK");
    }
    if (parser_.accept("CHECK")) return check(name, begin), true;
    if (parser_.at("REFERENCES")) return reference(name, begin), true;
    if (parser_.accept({"NOT", "NULL"})) return column_.not_null = true;
    if (parser_.accept("NULL")) return column_.explicit_null = true;
    if (parser_.accept("DEFAULT")) {
      column_.default_value = default_value(parser_);
      return true;
    }
    if (parser_.accept({"ON", "UPDATE"})) {
      (void)default_value(parser_);
      return true;
    }
    if (parser_.accept("AUTO_INCREMENT")) return column_.auto_increment = true;
    if (parser_.accept({"SERIAL", "DEFAULT", "VALUE"})) {
      unique();
      return column_.not_null = column_.auto_increment = true;
    }
    if (parser_.accept("UNIQUE")) {
      parser_.accept("KEY");
      unique();
      return true;
    }
    if (parser_.accept("PRIMARY") || parser_.at("KEY")) {
      parser_.accept("KEY");
      constraint(ConstraintKind::primary_key, "PRIMARY").span = parser_.place_since(begin);
      column_.not_null = true;
      return true;
    }
    if (parser_.accept({"GENERATED", "ALWAYS", "AS"}) || parser_.accept("AS")) {
      if (parser_.at("ROW")) {  // MariaDB: AS ROW START, AS ROW END.
        parser_.skip();
        parser_.skip();
        return true;
      }
      generated();
      return true;
    }
    if (parser_.accept("COLLATE")) {
      parser_.accept_symbol("=");
      const bool quoted = parser_.peek().kind == Token::Kind::string;
      column_.collation.name =
          parser_.lower(quoted ? parser_.string_literal() : parser_.name("a collation"));
      return true;
    }
    if (parser_.accept("COMMENT")) {
      parser_.accept_symbol("=");
      (void)parser_.string_literal();
      return true;
    }
    return storage_attribute();
  }

  bool storage_attribute() {
    if (parser_.at_any({"VISIBLE", "INVISIBLE", "VIRTUAL", "STORED", "PERSISTENT", "COMPRESSED",
                        "ZEROFILL", "UNSIGNED", "SIGNED"})) {
      if (parser_.at("UNSIGNED")) column_.type.is_unsigned = true;
      parser_.skip();
      return true;
    }
    if (parser_.at_any({"COLUMN_FORMAT", "STORAGE", "SRID", "ENGINE_ATTRIBUTE",
                        "SECONDARY_ENGINE_ATTRIBUTE", "REF_SYSTEM_ID"})) {
      parser_.skip();
      parser_.accept_symbol("=");
      parser_.skip();
      return true;
    }
    return parser_.accept({"NOT", "SECONDARY"}) ||
           parser_.accept({"WITH", "SYSTEM", "VERSIONING"}) ||
           parser_.accept({"WITHOUT", "SYSTEM", "VERSIONING"});
  }

  Parser& parser_;
  ColumnDefinition& column_;
  const ObjectName& table_;
  std::vector<op::CreateIndex>& indexes_;
  std::vector<Constraint> constraints_;
};

}  // namespace

ColumnDefinition read_column(Parser& parser, std::string_view name, std::size_t begin,
                             const ObjectName& table, std::vector<op::CreateIndex>& indexes) {
  ColumnDefinition column;
  column.name = name;
  const WrittenType written = read_type(parser);
  column.type = written.type;
  column.collation = written.collation;
  ColumnReader(parser, column, table, indexes).run();
  column.span = parser.place_since(begin);
  return column;
}

ColumnPosition read_position(Parser& parser) {
  if (parser.accept("FIRST")) return {ColumnPosition::Kind::first, {}};
  if (parser.accept("AFTER")) return {ColumnPosition::Kind::after, parser.name("a column")};
  return {};
}

}  // namespace miglint::mysql
