// Text to tokens, as MySQL's sql_lex.cc reads it.
//
// Comes in: SQL text and the server that reads it. Goes out: one token after the other; comments
// are skipped, and what stands in `/*! … */` that the server runs is read. What a token means does
// not belong here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "dialect/mysql/server.h"

namespace miglint::mysql {

struct Token {
  enum class Kind : std::uint8_t {
    end,
    word,         ///< Keyword or unquoted name.
    quoted_name,  ///< `name`
    string,       ///< 'text', "text", N'text', _utf8mb4'text'
    number,       ///< 1, 1.5, 1e3
    bits,         ///< 0x1F, x'1F', 0b01, b'01'
    variable,     ///< @name, @@name
    symbol,       ///< One character, or a comparison such as <=>.
    unclosed,     ///< A string, name or comment without its end: up to the end of the text.
  };
  Kind kind = Kind::end;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// What is not closed, for the message: the token begins with it.
[[nodiscard]] std::string_view unclosed_thing(std::string_view text, const Token& token);

class Lexer {
 public:
  Lexer(std::string_view text, Server server) : text_(text), server_(server) {}

  [[nodiscard]] Token next();
  [[nodiscard]] std::size_t position() const { return at_; }
  void set_position(std::size_t position) { at_ = position; }

 private:
  /// Skips spaces and comments. False: a comment is not closed; `begin` is where it begins.
  bool skip_space(std::size_t& begin);
  bool skip_comment(std::size_t& begin);
  [[nodiscard]] bool runs_version_comment(std::size_t begin, std::size_t& inside) const;
  Token quoted(std::size_t begin, char quote, Token::Kind kind);
  Token number(std::size_t begin);
  Token word(std::size_t begin);
  Token variable(std::size_t begin);
  Token symbol(std::size_t begin);
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  [[nodiscard]] Token token(Token::Kind kind, std::size_t begin) const;

  std::string_view text_;
  Server server_;
  std::size_t at_ = 0;
  bool in_version_comment_ = false;
};

/// Letters, digits, _, $ and all beyond ASCII: what an unquoted name is made of.
[[nodiscard]] bool is_name_character(char c);

}  // namespace miglint::mysql
