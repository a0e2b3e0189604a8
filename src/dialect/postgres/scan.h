// SQL text to tokens, by PostgreSQL's own lexer.
//
// Comes in: SQL text. Goes out: kind and place of one token after the other, comments included; at
// the end, the lexer's error if that is what ended it. Grammar does not belong here.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "dialect/postgres/parse.h"

namespace miglint::postgres {

struct Token {
  enum class Kind : std::uint8_t {
    end,
    error,        ///< The lexer gave up here; see `Scanner::error`.
    word,         ///< A keyword or an unquoted name.
    quoted_word,  ///< "name"
    string,       ///< 'text', E'text', $$text$$, B'1', X'F'
    number,
    parameter,  ///< $1
    symbol,     ///< An operator, a bracket, a comma, a semicolon.
    comment,
  };
  Kind kind = Kind::end;
  /// Byte offsets [begin, end) into the text.
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

class Scanner {
 public:
  /// The scanner copies `sql`; a NUL byte in it counts as white space.
  explicit Scanner(std::string_view sql);
  ~Scanner();
  Scanner(const Scanner&) = delete;
  Scanner& operator=(const Scanner&) = delete;

  /// After the last token: `end`, or `error`, again and again.
  [[nodiscard]] Token next() {
    if (at_ == count_) fill();
    const Token token = tokens_[at_];
    if (token.kind > Token::Kind::error) ++at_;
    return token;
  }
  [[nodiscard]] const SyntaxError& error() const { return error_; }

 private:
  struct Lexer;
  void fill();

  std::unique_ptr<Lexer> lexer_;
  std::array<Token, 64> tokens_{};
  std::size_t at_ = 0;
  std::size_t count_ = 0;
  SyntaxError error_;
};

/// `sql` with spaces in the place of its comments.
[[nodiscard]] std::string without_comments(std::string_view sql);

/// Whether `word`, as written, is the keyword `lower_case`.
[[nodiscard]] bool is_keyword(std::string_view word, std::string_view lower_case);

}  // namespace miglint::postgres
