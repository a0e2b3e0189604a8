// Table options and partitioning, as CREATE TABLE and ALTER TABLE write them.
#include "dialect/mysql/parse/column.h"
#include "dialect/mysql/parse/expression.h"
#include "dialect/mysql/parse/statements.h"

namespace miglint::mysql {
namespace {

using Option = op::SetTableOption;

struct Known {
  std::string_view word;
  Option::Kind kind;
};

constexpr Known kOptions[] = {
    {"AUTO_INCREMENT", Option::Kind::auto_increment},
    {"AUTOEXTEND_SIZE", Option::Kind::other},
    {"AVG_ROW_LENGTH", Option::Kind::other},
    {"CHECKSUM", Option::Kind::other},
    {"TABLE_CHECKSUM", Option::Kind::other},
    {"COMMENT", Option::Kind::comment},
    {"COMPRESSION", Option::Kind::compression},
    {"CONNECTION", Option::Kind::other},
    {"DELAY_KEY_WRITE", Option::Kind::other},
    {"ENCRYPTION", Option::Kind::encryption},
    {"ENCRYPTED", Option::Kind::encryption},
    {"ENCRYPTION_KEY_ID", Option::Kind::encryption},
    {"ENGINE", Option::Kind::engine},
    {"TYPE", Option::Kind::engine},
    {"ENGINE_ATTRIBUTE", Option::Kind::other},
    {"INSERT_METHOD", Option::Kind::other},
    {"KEY_BLOCK_SIZE", Option::Kind::key_block_size},
    {"MAX_ROWS", Option::Kind::other},
    {"MIN_ROWS", Option::Kind::other},
    {"PACK_KEYS", Option::Kind::other},
    {"PAGE_CHECKSUM", Option::Kind::other},
    {"PAGE_COMPRESSED", Option::Kind::compression},
    {"PAGE_COMPRESSION_LEVEL", Option::Kind::compression},
    {"PASSWORD", Option::Kind::other},
    {"ROW_FORMAT", Option::Kind::row_format},
    {"SECONDARY_ENGINE", Option::Kind::other},
    {"SECONDARY_ENGINE_ATTRIBUTE", Option::Kind::other},
    {"SEQUENCE", Option::Kind::other},
    {"STATS_AUTO_RECALC", Option::Kind::statistics},
    {"STATS_PERSISTENT", Option::Kind::statistics},
    {"STATS_SAMPLE_PAGES", Option::Kind::statistics},
    {"TRANSACTIONAL", Option::Kind::other},
    {"TABLESPACE", Option::Kind::other},
};

/// A word, number or string.
std::string_view option_value(Parser& parser) {
  const Token token = parser.peek();
  if (parser.at_end() || token.kind == Token::Kind::symbol) {
    parser.fail("the value of the option");
    return {};
  }
  parser.skip();
  return parser.lower(token.kind == Token::Kind::word ? parser.text(token)
                                                      : parser.unquoted(token));
}

bool read_charset(Parser& parser, Option& option) {
  const bool has_default = parser.accept("DEFAULT");
  if (parser.accept({"CHARACTER", "SET"}) || parser.accept({"CHAR", "SET"}) ||
      parser.accept("CHARSET")) {
    parser.accept_symbol("=");
    option.traits.charset = option_value(parser);
  } else if (parser.accept("COLLATE")) {
    parser.accept_symbol("=");
    option.traits.collation = option_value(parser);
    const std::string_view collation = option.traits.collation;
    option.traits.charset = collation.substr(0, collation.find('_'));
  } else {
    if (has_default) parser.fail("CHARACTER SET or COLLATE");
    return false;
  }
  option.kind = Option::Kind::default_charset;
  option.option = "CHARACTER SET";
  option.value = option.traits.charset;
  return true;
}

}  // namespace

bool read_table_option(Parser& parser, op::SetTableOption& option) {
  if (read_charset(parser, option)) return true;
  if (parser.accept("UNION")) {
    parser.accept_symbol("=");
    (void)parser.parenthesized();
    option.option = "UNION";
    return true;
  }
  if (parser.accept({"DATA", "DIRECTORY"}) || parser.accept({"INDEX", "DIRECTORY"}) ||
      parser.accept({"START", "TRANSACTION"})) {
    parser.accept_symbol("=");
    if (parser.peek().kind == Token::Kind::string) (void)parser.string_literal();
    option.option = "DIRECTORY";
    return true;
  }
  if (parser.accept({"WITH", "SYSTEM", "VERSIONING"})) {
    option.kind = Option::Kind::system_versioning;
    option.option = "SYSTEM VERSIONING";
    return true;
  }
  for (const Known& known : kOptions) {
    if (!parser.accept(known.word)) continue;
    parser.accept_symbol("=");
    option.kind = known.kind;
    option.option = known.word;
    option.value = option_value(parser);
    if (option.kind == Option::Kind::engine) option.traits.engine = option.value;
    if (option.kind == Option::Kind::row_format) option.traits.row_format = option.value;
    if (option.kind == Option::Kind::auto_increment) option.traits.auto_increment = option.value;
    if (is(known.word, "TABLESPACE") && parser.accept("STORAGE")) parser.skip();
    return true;
  }
  return false;
}

std::span<const std::string_view> read_partitioning(Parser& parser, op::ChangePartitions& change) {
  change.kind = op::ChangePartitions::Kind::partition_by;
  parser.accept("LINEAR");
  if (!parser.at_any({"RANGE", "LIST", "HASH", "KEY", "SYSTEM_TIME"})) {
    parser.fail("RANGE, LIST, HASH or KEY");
    return {};
  }
  change.strategy = parser.lower(parser.word());
  parser.skip();
  if (parser.accept("ALGORITHM")) {
    parser.expect_symbol("=");
    (void)parser.integer();
  }
  parser.accept("COLUMNS");
  std::span<const std::string_view> columns;
  if (parser.at_symbol("(")) columns = expression(parser, parser.parenthesized())->columns;
  // SYSTEM_TIME INTERVAL 1 MONTH, PARTITIONS 4, SUBPARTITION BY …, and the list of partitions.
  while (!parser.at_end() && !parser.at_symbol(",")) {
    if (parser.at_symbol("(")) {
      (void)parser.parenthesized();
    } else {
      parser.skip();
    }
  }
  return columns;
}

}  // namespace miglint::mysql
