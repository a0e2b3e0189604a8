// Data types.
#include "dialect/mysql/parse/column.h"

namespace miglint::mysql {
namespace {

/// One name for a type's several names: those of information_schema.columns.
std::string_view canonical(std::string_view word) {
  struct Alias {
    std::string_view written;
    std::string_view name;
  };
  static constexpr Alias kAliases[] = {
      {"INTEGER", "int"},          {"INT4", "int"},
      {"INT1", "tinyint"},         {"INT2", "smallint"},
      {"INT3", "mediumint"},       {"MIDDLEINT", "mediumint"},
      {"INT8", "bigint"},          {"BOOL", "tinyint"},
      {"BOOLEAN", "tinyint"},      {"DEC", "decimal"},
      {"NUMERIC", "decimal"},      {"FIXED", "decimal"},
      {"REAL", "double"},          {"FLOAT8", "double"},
      {"FLOAT4", "float"},         {"CHARACTER", "char"},
      {"NCHAR", "char"},           {"NVARCHAR", "varchar"},
      {"VARCHARACTER", "varchar"}, {"GEOMETRYCOLLECTION", "geomcollection"},
      {"VARCHAR2", "varchar"},     {"NUMBER", "decimal"},
  };
  for (const Alias& alias : kAliases) {
    if (is(word, alias.written)) return alias.name;
  }
  return {};
}

void read_modifiers(Parser& parser, TypeName& type) {
  if (!parser.at_symbol("(")) return;
  if (type.name.name == "enum" || type.name.name == "set") {
    std::vector<std::string_view> labels;
    parser.expect_symbol("(");
    do {
      labels.push_back(parser.string_literal());
    } while (parser.accept_symbol(","));
    parser.expect_symbol(")");
    type.labels = parser.list(labels);
    return;
  }
  std::vector<std::int32_t> modifiers;
  parser.expect_symbol("(");
  do {
    modifiers.push_back(static_cast<std::int32_t>(parser.integer()));
  } while (parser.accept_symbol(","));
  parser.expect_symbol(")");
  type.modifiers = parser.list(modifiers);
}

void read_text_attributes(Parser& parser, WrittenType& written) {
  for (;;) {
    if (parser.accept({"CHARACTER", "SET"}) || parser.accept({"CHAR", "SET"}) ||
        parser.accept("CHARSET")) {
      parser.accept_symbol("=");
      written.type.charset =
          parser.lower(parser.peek().kind == Token::Kind::string ? parser.string_literal()
                       : parser.accept("BINARY")                 ? "binary"
                                                                 : parser.name("a character set"));
    } else if (parser.accept("COLLATE")) {
      parser.accept_symbol("=");
      const bool quoted = parser.peek().kind == Token::Kind::string;
      written.collation.name = parser.lower(quoted                    ? parser.string_literal()
                                            : parser.accept("BINARY") ? "binary"
                                                                      : parser.name("a collation"));
    } else if (parser.accept("UNSIGNED") || parser.accept("ZEROFILL")) {
      written.type.is_unsigned = true;
    } else if (parser.accept("BYTE")) {
      written.type.charset = "binary";
    } else if (parser.accept("ASCII")) {
      written.type.charset = "latin1";
    } else if (parser.accept("UNICODE")) {
      written.type.charset = "ucs2";
    } else if (!parser.accept("SIGNED") && !parser.accept("BINARY")) {
      break;
    }
  }
}

}  // namespace

WrittenType read_type(Parser& parser) {
  WrittenType written;
  TypeName& type = written.type;
  const std::size_t begin = parser.position();
  const std::string_view word = parser.word();
  if (word.empty()) {
    parser.fail("a data type");
    return written;
  }
  parser.skip();
  const std::string_view alias = canonical(word);
  type.name.name = alias.empty() ? parser.lower(word) : alias;
  if (one_of(word, {"NCHAR", "NVARCHAR"})) type.charset = "utf8mb3";
  if (is(word, "NATIONAL")) {
    type.charset = "utf8mb3";
    const bool varying = parser.at("VARCHAR") || parser.at("VARYING", 1);
    parser.skip();
    parser.accept("VARYING");
    type.name.name = varying ? "varchar" : "char";
  } else if (is(word, "DOUBLE")) {
    parser.accept("PRECISION");
  } else if (is(word, "LONG")) {
    const bool binary = parser.accept("VARBINARY");
    if (!binary) parser.accept("VARCHAR");
    type.name.name = binary ? "mediumblob" : "mediumtext";
  } else if (one_of(word, {"CHAR", "CHARACTER"}) && parser.accept("VARYING")) {
    type.name.name = "varchar";
  } else if (is(word, "SERIAL")) {
    type.name.name = "bigint";
    type.is_unsigned = true;
    type.serial = true;
  }
  static constexpr std::int32_t kOne[] = {1};
  if (one_of(word, {"BOOL", "BOOLEAN"})) type.modifiers = kOne;
  read_modifiers(parser, type);
  read_text_attributes(parser, written);
  type.span = parser.place_since(begin);
  return written;
}

}  // namespace miglint::mysql
