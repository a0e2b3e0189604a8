// The tokens of one statement, read from left to right.
//
// Comes in: tokens. Goes out: names, literals and keywords as they are asked for, and the place of
// the first thing that does not fit. What a statement means belongs to the other files here. After
// a mistake every question is answered with no, so that the callers need not look for it.
#pragma once

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/mysql/lexer.h"
#include "dialect/mysql/words.h"
#include "schema/operation.h"
#include "schema/statement.h"
#include "source/arena.h"

namespace miglint::mysql {

/// Half-open range of tokens.
struct TokenRange {
  std::size_t begin = 0;
  std::size_t end = 0;
  [[nodiscard]] bool empty() const { return begin >= end; }
};

class Parser {
 public:
  Parser(const SqlStatement& source, std::span<const Token> tokens, Arena& values, Server reader)
      : arena(values), server(reader), source_(source), tokens_(tokens) {}

  Arena& arena;
  Server server;

  // What comes next.
  [[nodiscard]] const Token& peek(std::size_t ahead = 0) const {
    const std::size_t at = at_ + ahead;
    return failed() || at >= tokens_.size() ? tokens_.back() : tokens_[at];
  }
  [[nodiscard]] std::string_view text(const Token& token) const {
    return source_.text.substr(token.begin, token.end - token.begin);
  }
  [[nodiscard]] std::string_view word(std::size_t ahead = 0) const;  ///< Empty: no word.
  [[nodiscard]] bool at(std::string_view keyword, std::size_t ahead = 0) const;
  [[nodiscard]] bool at_any(std::initializer_list<std::string_view> keywords) const;
  [[nodiscard]] bool at_symbol(std::string_view symbol, std::size_t ahead = 0) const;
  [[nodiscard]] bool at_end() const { return peek().kind == Token::Kind::end; }
  [[nodiscard]] bool at_name() const;
  [[nodiscard]] std::size_t position() const { return at_; }
  void set_position(std::size_t position) { at_ = position; }

  // Takes it when it is there.
  bool accept(std::string_view keyword);
  bool accept(std::initializer_list<std::string_view> keywords);  ///< All, in a row, or none.
  bool accept_symbol(std::string_view symbol);
  void skip();

  // Takes it, or the statement is broken.
  void expect(std::string_view keyword);
  void expect_symbol(std::string_view symbol);
  std::string_view name(std::string_view what = "a name");
  ObjectName object_name(std::string_view what = "a name");
  std::span<const std::string_view> name_list();  ///< Without parentheses.
  std::string_view string_literal();
  std::uint32_t integer();
  void expect_end();

  /// Skips to one of the symbols or keywords outside of parentheses, or to the end, and gives what
  /// was skipped.
  TokenRange skip_until(std::initializer_list<std::string_view> symbols,
                        std::initializer_list<std::string_view> keywords = {});
  /// What stands in the parentheses that begin here; skips them.
  TokenRange parenthesized();

  void fail(std::string_view expected);
  void fail_at(const Token& token, std::string message);
  [[nodiscard]] bool failed() const { return error_.has_value(); }
  struct Error {
    std::string message;
    Span span;
  };
  [[nodiscard]] const std::optional<Error>& error() const { return error_; }

  // Places and values.
  [[nodiscard]] Span place(const Token& first, const Token& last) const;
  /// From the token at `from` to the one taken last.
  [[nodiscard]] Span place_since(std::size_t from) const;
  [[nodiscard]] const Token& token(std::size_t at) const { return tokens_[at]; }
  [[nodiscard]] std::span<const Token> tokens() const { return tokens_; }
  [[nodiscard]] const SqlStatement& source() const { return source_; }
  [[nodiscard]] std::string_view unquoted(const Token& token) const;
  [[nodiscard]] std::string_view lower(std::string_view word) const;

  template <class T>
  [[nodiscard]] std::span<const T> list(const std::vector<T>& values) const {
    return arena.copy(std::span<const T>(values));
  }

  // What the statement does.
  void add(const Action& action, Span span) {
    operations.push_back({span, command, nesting, action});
  }
  std::vector<Operation> operations;
  std::uint32_t command = 0;
  Nesting nesting;

 private:
  const SqlStatement& source_;
  std::span<const Token> tokens_;
  std::size_t at_ = 0;
  std::optional<Error> error_;
};

}  // namespace miglint::mysql
