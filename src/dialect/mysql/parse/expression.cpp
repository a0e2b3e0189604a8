#include "dialect/mysql/parse/expression.h"

#include <algorithm>

namespace miglint::mysql {
namespace {

/// Words in an expression that are neither a column nor, with `(` behind them, a function.
bool is_operator_word(std::string_view word) {
  return one_of(
      word,
      {"AND",     "OR",       "XOR",     "NOT",    "IS",      "NULL",     "TRUE",      "FALSE",
       "IN",      "LIKE",     "RLIKE",   "REGEXP", "BETWEEN", "CASE",     "WHEN",      "THEN",
       "ELSE",    "END",      "DIV",     "MOD",    "BINARY",  "COLLATE",  "ESCAPE",    "SELECT",
       "FROM",    "WHERE",    "JOIN",    "ON",     "USING",   "GROUP",    "ORDER",     "BY",
       "HAVING",  "LIMIT",    "AS",      "ASC",    "DESC",    "DISTINCT", "UNION",     "ALL",
       "ANY",     "SOME",     "EXISTS",  "INNER",  "LEFT",    "RIGHT",    "OUTER",     "CROSS",
       "NATURAL", "INTERVAL", "UNKNOWN", "SOUNDS", "OFFSET",  "OVER",     "PARTITION", "VALUES",
       "VALUE",   "FOR",      "UPDATE",  "SET"});
}

bool is_type_word(std::string_view word) {
  return one_of(word, {"CHAR", "SIGNED", "UNSIGNED", "DECIMAL", "DATE", "DATETIME", "TIME", "JSON",
                       "INTEGER", "INT", "FLOAT", "DOUBLE", "NCHAR", "YEAR", "VARCHAR"});
}

bool is_literal(const Token& token) {
  return token.kind == Token::Kind::string || token.kind == Token::Kind::number ||
         token.kind == Token::Kind::bits;
}

template <class T>
void add_once(std::vector<T>& values, const T& value) {
  constexpr std::size_t kMost = 200;  // A list of a thousand columns tells nothing more.
  if (values.size() < kMost && std::ranges::find(values, value) == values.end()) {
    values.push_back(value);
  }
}

class Reading {
 public:
  Reading(Parser& parser, TokenRange range, Reads& reads)
      : parser_(parser), range_(range), reads_(reads) {}

  void run() {
    for (std::size_t at = range_.begin; at < range_.end;)
      at = read(at);
  }

 private:
  [[nodiscard]] std::string_view symbol(std::size_t at) const {
    if (at >= range_.end || parser_.token(at).kind != Token::Kind::symbol) return {};
    return parser_.text(parser_.token(at));
  }

  [[nodiscard]] std::string_view name_at(std::size_t at) const {
    if (at >= range_.end) return {};
    const Token& token = parser_.token(at);
    if (token.kind == Token::Kind::word) return parser_.text(token);
    return token.kind == Token::Kind::quoted_name ? parser_.unquoted(token) : std::string_view();
  }

  std::size_t read(std::size_t at) {
    const Token& token = parser_.token(at);
    if (token.kind != Token::Kind::word && token.kind != Token::Kind::quoted_name) return at + 1;
    const bool quoted = token.kind == Token::Kind::quoted_name;
    const std::string_view word = name_at(at);
    if (!quoted) {
      if (is(word, "SELECT")) reads_.has_subquery = true;
      if (one_of(word, {"FROM", "JOIN", "STRAIGHT_JOIN"})) return relations(at + 1);
      if (is(word, "COLLATE") || is(word, "INTERVAL")) return at + (is(word, "COLLATE") ? 2 : 1);
      // _utf8mb4'text': a character set, not a column.
      if (word.starts_with('_') && at + 1 < range_.end && is_literal(parser_.token(at + 1))) {
        return at + 2;
      }
      if (is(word, "AS") && is_type_word(name_at(at + 1))) return at + 2;
      if (is(word, "AS")) return symbol(at + 1) == "(" ? at + 1 : at + 2;
      if (is_operator_word(word) && symbol(at + 1) != ".") return at + 1;
    }
    std::size_t end = at + 1;
    std::string_view last = word;
    std::string_view qualifier;
    while (symbol(end) == "." && !name_at(end + 1).empty()) {
      qualifier = last;
      last = name_at(end + 1);
      end += 2;
    }
    if (symbol(end) == "(") {
      call(qualifier, last, end);
      return end + 1;
    }
    if (!quoted && qualifier.empty() && is_value_function(word)) {
      add_call({{}, parser_.lower(word)}, 0);
      return end;
    }
    // The units of INTERVAL 1 DAY.
    if (!quoted && qualifier.empty() && is_unit(word) && at > range_.begin &&
        follows_interval(at)) {
      return end;
    }
    add_once(reads_.columns, last);
    return end;
  }

  static bool is_value_function(std::string_view word) {
    return one_of(
        word, {"CURRENT_TIMESTAMP", "CURRENT_DATE", "CURRENT_TIME", "LOCALTIME", "LOCALTIMESTAMP",
               "UTC_TIMESTAMP", "UTC_DATE", "UTC_TIME", "CURRENT_USER"});
  }

  static bool is_unit(std::string_view word) {
    return one_of(word, {"MICROSECOND", "SECOND", "MINUTE", "HOUR", "DAY", "WEEK", "MONTH",
                         "QUARTER", "YEAR"});
  }

  [[nodiscard]] bool follows_interval(std::size_t at) const {
    for (std::size_t back = 2; back <= 3 && at >= range_.begin + back; ++back) {
      if (is(name_at(at - back), "INTERVAL")) return true;
    }
    return symbol(at - 1) == ")";
  }

  void call(std::string_view qualifier, std::string_view function, std::size_t open) {
    std::uint8_t arguments = 0;
    if (symbol(open + 1) != ")") ++arguments;
    add_call({qualifier, parser_.lower(function)}, arguments);
  }

  void add_call(const ObjectName& function, std::uint8_t arguments) {
    constexpr std::size_t kMost = 200;
    if (reads_.functions.size() >= kMost) return;
    FunctionCall call;
    call.function = function;
    call.arguments = arguments;
    if (std::ranges::find(reads_.functions, function, &FunctionCall::function) ==
        reads_.functions.end()) {
      reads_.functions.push_back(call);
    }
  }

  /// Behind FROM and JOIN: `a`, `db.a AS x, b`. A parenthesis is read on as what it holds.
  std::size_t relations(std::size_t at) {
    for (;;) {
      const std::string_view first = name_at(at);
      if (first.empty() || is(first, "SELECT") || is(first, "DUAL")) return at;
      ObjectName relation{{}, first};
      ++at;
      if (symbol(at) == "." && !name_at(at + 1).empty()) {
        relation = {first, name_at(at + 1)};
        at += 2;
      }
      if (symbol(at) == "(") {  // FROM JSON_TABLE(…), EXTRACT(YEAR FROM f(x)).
        add_call({{}, parser_.lower(first)}, 1);
        return at;
      }
      add_once(reads_.relations, relation);
      if (is(name_at(at), "AS")) ++at;
      const bool alias = !name_at(at).empty() && (!is_operator_word(name_at(at)) ||
                                                  parser_.token(at).kind != Token::Kind::word);
      if (alias) ++at;
      if (symbol(at) != ",") return at;
      ++at;
    }
  }

  Parser& parser_;
  TokenRange range_;
  Reads& reads_;
};

/// The range without parentheses around the whole of it.
TokenRange unwrapped(const Parser& parser, TokenRange range) {
  std::size_t layers = 0;
  std::vector<std::size_t> open;
  // Layer by layer from the outside: the parenthesis at `layers` closes as far from the end.
  std::vector<std::size_t> closes;
  for (std::size_t at = range.begin; at < range.end; ++at) {
    const Token& token = parser.token(at);
    if (token.kind != Token::Kind::symbol) continue;
    const std::string_view symbol = parser.text(token);
    if (symbol == "(") {
      open.push_back(at);
    } else if (symbol == ")" && !open.empty()) {
      const std::size_t opened = open.back() - range.begin;
      open.pop_back();
      if (closes.size() <= opened) closes.resize(opened + 1, 0);
      closes[opened] = at;
    }
  }
  while (layers < closes.size() && closes[layers] != 0 &&
         closes[layers] == range.end - 1 - layers) {
    ++layers;
  }
  return {range.begin + layers, range.end - layers};
}

}  // namespace

void read_tokens(Parser& parser, TokenRange range, Reads& reads) {
  Reading(parser, range, reads).run();
}

const Expression* expression(Parser& parser, TokenRange range) {
  Expression made;
  if (range.empty()) return parser.arena.make(made);
  made.span = parser.place(parser.token(range.begin), parser.token(range.end - 1));
  Reads reads;
  read_tokens(parser, range, reads);
  made.columns = parser.list(reads.columns);
  made.functions = parser.list(reads.functions);
  made.relations = parser.list(reads.relations);
  made.has_subquery = reads.has_subquery;
  bool literals = reads.columns.empty() && reads.functions.empty() && !reads.has_subquery;
  for (std::size_t at = range.begin; at < range.end && literals; ++at)
    literals = parser.token(at).kind != Token::Kind::variable;
  made.is_constant = literals;
  if (range.end - range.begin == 1) {
    const Token& only = parser.token(range.begin);
    made.is_null = is(parser.text(only), "NULL");
    if (only.kind == Token::Kind::string || only.kind == Token::Kind::number) {
      made.literal = parser.unquoted(only);
    }
  }
  return parser.arena.make(made);
}

const Expression* next_expression(Parser& parser,
                                  std::initializer_list<std::string_view> keywords) {
  const TokenRange range = parser.skip_until({","}, keywords);
  if (range.empty()) parser.fail("an expression");
  return expression(parser, range);
}

namespace {

/// One of the conditions that AND joins.
class Conjunct {
 public:
  Conjunct(Parser& parser, TokenRange range) : parser_(parser), range_(unwrapped(parser, range)) {}

  [[nodiscard]] FilterKind kind() const {
    const std::size_t size = range_.end - range_.begin;
    if (size == 1) {
      if (text(0) == "1" || is(text(0), "TRUE")) return FilterKind::tautology;
      if (text(0) == "0" || is(text(0), "FALSE")) return FilterKind::contradiction;
      return FilterKind::other;
    }
    if (size == 3 && is_literal(token(0)) && text(1) == "=" && is_literal(token(2))) {
      return text(0) == text(2) ? FilterKind::tautology : FilterKind::contradiction;
    }
    std::size_t at = column_end();
    if (at == 0) return FilterKind::other;
    if (size == 2 * at + 1 && text(at) == "=" && same_column(at)) return FilterKind::tautology;
    if (is(text(at), "IS")) {
      return size == at + 2 && is(text(at + 1), "NULL") ? FilterKind::is_null : FilterKind::other;
    }
    if (is(text(at), "IN") || is(text(at), "BETWEEN")) return FilterKind::key_range;
    if ((text(at) == "=" || text(at) == "<=>") && has_no_column(at + 1))
      return FilterKind::key_range;
    return FilterKind::other;
  }

  /// '<' for an upper bound of a column, '>' for a lower one; else a NUL.
  [[nodiscard]] char bound() const {
    const std::size_t at = column_end();
    if (at == 0 || !has_no_column(at + 1)) return '\0';
    const std::string_view symbol = text(at);
    if (symbol == "<" || symbol == "<=") return '<';
    return symbol == ">" || symbol == ">=" ? '>' : '\0';
  }

  [[nodiscard]] std::string_view column() const {
    const std::size_t at = column_end();
    if (at == 0) return {};
    const Token& last = token(at - 1);
    return last.kind == Token::Kind::quoted_name ? parser_.unquoted(last) : parser_.text(last);
  }

 private:
  [[nodiscard]] const Token& token(std::size_t at) const {
    return parser_.token(range_.begin + at);
  }
  [[nodiscard]] std::string_view text(std::size_t at) const {
    return range_.begin + at < range_.end ? parser_.text(token(at)) : std::string_view();
  }
  /// Tokens of the column that it begins with; 0: it begins with none.
  [[nodiscard]] std::size_t column_end() const {
    std::size_t at = 0;
    for (;;) {
      if (range_.begin + at >= range_.end) return 0;
      const bool name = token(at).kind == Token::Kind::quoted_name ||
                        (token(at).kind == Token::Kind::word && !is_operator_word(text(at)));
      if (!name) return 0;
      ++at;
      if (text(at) != ".") break;
      ++at;
    }
    return text(at) == "(" ? 0 : at;
  }
  [[nodiscard]] bool same_column(std::size_t size) const {
    for (std::size_t at = 0; at < size; ++at) {
      if (text(at) != text(size + 1 + at)) return false;
    }
    return true;
  }
  [[nodiscard]] bool has_no_column(std::size_t from) const {
    Reads reads;
    read_tokens(parser_, {range_.begin + from, range_.end}, reads);
    return reads.columns.empty() || reads.has_subquery;
  }

  Parser& parser_;
  TokenRange range_;
};

}  // namespace

Filter filter(Parser& parser, TokenRange range) {
  Filter made;
  if (range.empty()) return made;
  made.span = parser.place(parser.token(range.begin), parser.token(range.end - 1));
  Reads reads;
  read_tokens(parser, range, reads);
  made.columns = parser.list(reads.columns);

  std::vector<TokenRange> parts;
  bool has_or = false;
  const TokenRange inner = unwrapped(parser, range);
  std::size_t depth = 0;
  bool between = false;
  std::size_t begin = inner.begin;
  for (std::size_t at = inner.begin; at < inner.end; ++at) {
    const Token& token = parser.token(at);
    const std::string_view text = parser.text(token);
    if (token.kind == Token::Kind::symbol) {
      if (text == "(") ++depth;
      if (text == ")" && depth > 0) --depth;
      if (depth == 0 && text == "||") has_or = true;
    }
    if (depth > 0 || (token.kind != Token::Kind::word && text != "&&")) continue;
    if (one_of(text, {"OR", "XOR"})) has_or = true;
    if (is(text, "BETWEEN")) {
      between = true;
    } else if (is(text, "AND") || text == "&&") {
      if (between) {
        between = false;
        continue;
      }
      parts.push_back({begin, at});
      begin = at + 1;
    }
  }
  parts.push_back({begin, inner.end});

  made.kind = FilterKind::other;
  if (has_or) return made;
  std::vector<std::string_view> nulls;
  std::vector<std::pair<std::string_view, char>> bounds;
  std::size_t true_parts = 0;
  constexpr std::size_t kMostParts = 64;
  for (const TokenRange& part : std::span(parts).first(std::min(parts.size(), kMostParts))) {
    if (part.empty()) continue;
    const Conjunct conjunct(parser, part);
    switch (conjunct.kind()) {
      case FilterKind::contradiction:
        made.kind = FilterKind::contradiction;
        return made;
      case FilterKind::tautology:
        ++true_parts;
        break;
      case FilterKind::key_range:
        made.kind = FilterKind::key_range;
        break;
      case FilterKind::is_null:
        nulls.push_back(conjunct.column());
        break;
      default:
        if (const char bound = conjunct.bound(); bound != '\0') {
          const auto column = conjunct.column();
          if (std::ranges::any_of(bounds, [&](const auto& other) {
                return other.first == column && other.second != bound;
              })) {
            made.kind = FilterKind::key_range;
          }
          bounds.emplace_back(column, bound);
        }
        break;
    }
  }
  made.is_null_columns = parser.list(nulls);
  if (made.kind == FilterKind::key_range) return made;
  if (true_parts == parts.size()) {
    made.kind = FilterKind::tautology;
  } else if (nulls.size() + true_parts == parts.size()) {
    made.kind = FilterKind::is_null;
  }
  return made;
}

}  // namespace miglint::mysql
