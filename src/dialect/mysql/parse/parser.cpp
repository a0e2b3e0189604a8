#include "dialect/mysql/parse/parser.h"

#include <fmt/format.h>

#include <algorithm>

namespace miglint::mysql {
namespace {

/// Words that cannot be a name without backticks wherever migrations put one. The manual's list of
/// reserved words is longer, but differs by version; what is left out here is at worst accepted.
constexpr std::string_view kReserved[] = {
    "ADD",    "ALL",     "ALTER",  "AND",        "AS",        "ASC",    "BETWEEN", "BY",
    "CASE",   "CHECK",   "COLUMN", "CREATE",     "DELETE",    "DESC",   "DROP",    "ELSE",
    "EXISTS", "FOREIGN", "FROM",   "FULLTEXT",   "GRANT",     "GROUP",  "HAVING",  "IN",
    "INDEX",  "INNER",   "INSERT", "INTO",       "IS",        "JOIN",   "KEY",     "KEYS",
    "LEFT",   "LIKE",    "LIMIT",  "NOT",        "NULL",      "ON",     "OR",      "ORDER",
    "OUTER",  "PRIMARY", "RENAME", "REPLACE",    "RIGHT",     "SELECT", "SET",     "SPATIAL",
    "TABLE",  "THEN",    "TO",     "UNION",      "UNIQUE",    "UPDATE", "USING",   "VALUES",
    "WHEN",   "WHERE",   "WITH",   "CONSTRAINT", "REFERENCES"};

bool is_reserved(std::string_view word) {
  return std::ranges::any_of(kReserved,
                             [&](std::string_view keyword) { return is(word, keyword); });
}

constexpr std::size_t kShownInMessages = 40;

}  // namespace

std::string_view Parser::word(std::size_t ahead) const {
  const Token& token = peek(ahead);
  return token.kind == Token::Kind::word ? text(token) : std::string_view();
}

bool Parser::at(std::string_view keyword, std::size_t ahead) const {
  return is(word(ahead), keyword);
}

bool Parser::at_any(std::initializer_list<std::string_view> keywords) const {
  return one_of(word(), keywords);
}

bool Parser::at_symbol(std::string_view symbol, std::size_t ahead) const {
  const Token& token = peek(ahead);
  return token.kind == Token::Kind::symbol && text(token) == symbol;
}

bool Parser::at_name() const {
  const Token& token = peek();
  if (token.kind == Token::Kind::quoted_name) return true;
  return token.kind == Token::Kind::word && !is_reserved(text(token));
}

bool Parser::accept(std::string_view keyword) {
  if (!at(keyword)) return false;
  ++at_;
  return true;
}

bool Parser::accept(std::initializer_list<std::string_view> keywords) {
  std::size_t ahead = 0;
  for (const std::string_view keyword : keywords) {
    if (!at(keyword, ahead++)) return false;
  }
  at_ += ahead;
  return true;
}

bool Parser::accept_symbol(std::string_view symbol) {
  if (!at_symbol(symbol)) return false;
  ++at_;
  return true;
}

void Parser::skip() {
  if (!at_end()) ++at_;
}

void Parser::expect(std::string_view keyword) {
  if (!accept(keyword)) fail(keyword);
}

void Parser::expect_symbol(std::string_view symbol) {
  if (!accept_symbol(symbol)) fail(fmt::format("`{}`", symbol));
}

std::string_view Parser::unquoted(const Token& token) const {
  std::string_view raw = text(token);
  const std::size_t open = raw.find_first_of("`'\"");
  if (open == std::string_view::npos || raw.size() < open + 2) return raw;
  const char quote = raw[open];
  raw = raw.substr(open + 1, raw.size() - open - 2);
  const bool plain = raw.find(quote) == std::string_view::npos &&
                     (quote == '`' || raw.find('\\') == std::string_view::npos);
  if (plain) return raw;
  std::string value;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] == '\\' && quote != '`' && i + 1 < raw.size()) {
      const char c = raw[++i];
      value += c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c;
    } else {
      if (raw[i] == quote) ++i;
      value += quote == '`' || i >= raw.size() ? quote : raw[i];
    }
  }
  return arena.copy(value);
}

std::string_view Parser::lower(std::string_view word) const {
  std::string out(word);
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out == word ? word : arena.copy(out);
}

std::string_view Parser::name(std::string_view what) {
  const Token token = peek();
  // MySQL's sql_mode ANSI_QUOTES makes "name" a name; where only a name can stand, it is one.
  const bool ansi = token.kind == Token::Kind::string && text(token).starts_with('"');
  if (!ansi && !at_name()) {
    fail(what);
    return {};
  }
  ++at_;
  return token.kind == Token::Kind::word ? text(token) : unquoted(token);
}

ObjectName Parser::object_name(std::string_view what) {
  ObjectName object;
  object.name = name(what);
  // Behind a dot every word is a name. `.5` reads as a number: t.5x is no name that anybody has.
  if (accept_symbol(".")) {
    object.schema = object.name;
    const Token token = peek();
    if (token.kind == Token::Kind::word) {
      ++at_;
      object.name = text(token);
    } else {
      object.name = name(what);
    }
  }
  return object;
}

std::span<const std::string_view> Parser::name_list() {
  std::vector<std::string_view> names;
  do {
    names.push_back(name());
  } while (accept_symbol(","));
  return list(names);
}

std::string_view Parser::string_literal() {
  const Token token = peek();
  if (token.kind != Token::Kind::string) {
    fail("a string");
    return {};
  }
  ++at_;
  return unquoted(token);
}

std::uint32_t Parser::integer() {
  const Token token = peek();
  if (token.kind != Token::Kind::number) {
    fail("a number");
    return 0;
  }
  ++at_;
  std::uint64_t value = 0;
  for (const char c : text(token)) {
    if (c < '0' || c > '9') break;
    value = std::min<std::uint64_t>(value * 10 + static_cast<std::uint64_t>(c - '0'), 0xFFFFFFFFU);
  }
  return static_cast<std::uint32_t>(value);
}

void Parser::expect_end() {
  if (!at_end()) fail("the end of the statement");
}

TokenRange Parser::skip_until(std::initializer_list<std::string_view> symbols,
                              std::initializer_list<std::string_view> keywords) {
  TokenRange range{at_, at_};
  std::size_t depth = 0;
  for (; !at_end(); ++at_) {
    const Token& token = peek();
    if (token.kind == Token::Kind::symbol) {
      const std::string_view symbol = text(token);
      if (depth == 0 && std::ranges::find(symbols, symbol) != symbols.end()) break;
      if (symbol == "(") ++depth;
      if (symbol == ")") {
        if (depth == 0) break;
        --depth;
      }
    } else if (depth == 0 && token.kind == Token::Kind::word && one_of(text(token), keywords)) {
      break;
    }
  }
  if (depth > 0) fail("`)`");
  range.end = at_;
  return range;
}

TokenRange Parser::parenthesized() {
  expect_symbol("(");
  const TokenRange range = skip_until({});
  expect_symbol(")");
  return range;
}

void Parser::fail(std::string_view expected) {
  if (failed()) return;
  const Token token = peek();
  std::string_view found = text(token);
  const bool cut = found.size() > kShownInMessages;
  if (cut) {
    found = found.substr(0, kShownInMessages);
    while (!found.empty() && (static_cast<unsigned char>(found.back()) & 0xC0U) == 0x80U)
      found.remove_suffix(1);
  }
  fail_at(token,
          token.kind == Token::Kind::end
              ? fmt::format("it ends where {} is expected", expected)
              : fmt::format("{} is expected where `{}{}` stands", expected, found, cut ? "…" : ""));
}

void Parser::fail_at(const Token& token, std::string message) {
  if (failed()) return;
  error_ = Error{std::move(message), place(token, token)};
}

Span Parser::place(const Token& first, const Token& last) const {
  if (!source_.verbatim) {
    return place_in(source_.pieces, static_cast<std::uint32_t>(source_.text.size()), first.begin,
                    last.end, source_.span);
  }
  return {source_.span.file, source_.span.begin + first.begin, source_.span.begin + last.end};
}

Span Parser::place_since(std::size_t from) const {
  const std::size_t last = std::max(at_, from + 1) - 1;
  return place(tokens_[std::min(from, tokens_.size() - 1)],
               tokens_[std::min(last, tokens_.size() - 1)]);
}

}  // namespace miglint::mysql
