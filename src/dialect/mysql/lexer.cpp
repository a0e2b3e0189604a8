#include "dialect/mysql/lexer.h"

#include <algorithm>

namespace miglint::mysql {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

}  // namespace

bool is_name_character(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}

std::string_view unclosed_thing(std::string_view text, const Token& token) {
  const char first = token.begin < text.size() ? text[token.begin] : '\0';
  if (first == '/') return "comment";
  return first == '`' ? "quoted name" : "string";
}

Token Lexer::token(Token::Kind kind, std::size_t begin) const {
  return {kind, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)};
}

/// `inside`: where the text that runs begins.
bool Lexer::runs_version_comment(std::size_t begin, std::size_t& inside) const {
  std::size_t at = begin + 2;
  const bool for_mariadb = text_.substr(at).starts_with("M!");
  if (for_mariadb) {
    if (!server_.mariadb) return false;
    ++at;
  }
  ++at;  // The exclamation mark.
  std::size_t digits = 0;
  while (at + digits < text_.size() && digits < 6 && is_digit(text_[at + digits]))
    ++digits;
  // Five digits are 50701, six 100203. With fewer, the number is part of the text.
  inside = at;
  if (digits < 5) return true;
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < digits; ++i)
    number = number * 10 + static_cast<std::uint32_t>(text_[at + i] - '0');
  inside = at + digits;
  // MariaDB leaves out what MySQL introduced from 5.7 on.
  if (server_.mariadb && !for_mariadb && number >= 50700 && number <= 99999) return false;
  const std::uint32_t patch = server_.version.patch == 0 ? 99U : server_.version.patch;
  return number <= server_.version.major * 10000U + server_.version.minor * 100U + patch;
}

bool Lexer::skip_comment(std::size_t& begin) {
  begin = at_;
  const std::string_view rest = text_.substr(at_);
  if (rest.starts_with("/*!") || rest.starts_with("/*M!")) {
    std::size_t inside = 0;
    if (!in_version_comment_ && runs_version_comment(at_, inside)) {
      at_ = inside;
      in_version_comment_ = true;
      return true;
    }
  }
  // A comment in a comment ends with the first */.
  const std::size_t end = text_.find("*/", at_ + 2);
  at_ = end == std::string_view::npos ? text_.size() : end + 2;
  return end != std::string_view::npos;
}

bool Lexer::skip_space(std::size_t& begin) {
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (is_space(c)) {
      ++at_;
    } else if (c == '#' || (c == '-' && peek(1) == '-' &&
                            (at_ + 2 == text_.size() || is_space(peek(2)) || peek(2) < ' '))) {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else if (c == '/' && peek(1) == '*') {
      if (!skip_comment(begin)) return false;
    } else if (c == '*' && peek(1) == '/' && in_version_comment_) {
      in_version_comment_ = false;
      at_ += 2;
    } else {
      break;
    }
  }
  return true;
}

Token Lexer::quoted(std::size_t begin, char quote, Token::Kind kind) {
  ++at_;
  while (at_ < text_.size()) {
    const char c = text_[at_++];
    if (c == '\\' && quote != '`') {
      if (at_ < text_.size()) ++at_;
    } else if (c == quote) {
      if (peek() != quote) return token(kind, begin);
      ++at_;
    }
  }
  return token(Token::Kind::unclosed, begin);
}

Token Lexer::number(std::size_t begin) {
  const char base = peek(1);
  if (peek() == '0' && (base == 'x' || base == 'b')) {
    std::size_t end = at_ + 2;
    while (end < text_.size() && (base == 'x' ? is_hex(text_[end]) : is_digit(text_[end])))
      ++end;
    if (end > at_ + 2 && (end == text_.size() || !is_name_character(text_[end]))) {
      at_ = end;
      return token(Token::Kind::bits, begin);
    }
  }
  std::size_t end = at_;
  while (end < text_.size() && is_digit(text_[end]))
    ++end;
  const bool exponent =
      end < text_.size() && (text_[end] == 'e' || text_[end] == 'E') && end + 1 < text_.size() &&
      (is_digit(text_[end + 1]) || ((text_[end + 1] == '-' || text_[end + 1] == '+') &&
                                    end + 2 < text_.size() && is_digit(text_[end + 2])));
  // A name may begin with digits: 2fa_tokens.
  if (!exponent && end < text_.size() && is_name_character(text_[end])) return word(begin);
  if (end < text_.size() && text_[end] == '.') {
    ++end;
    while (end < text_.size() && is_digit(text_[end]))
      ++end;
  }
  if (end < text_.size() && (text_[end] == 'e' || text_[end] == 'E')) {
    std::size_t digits = end + 1;
    if (digits < text_.size() && (text_[digits] == '-' || text_[digits] == '+')) ++digits;
    if (digits < text_.size() && is_digit(text_[digits])) {
      while (digits < text_.size() && is_digit(text_[digits]))
        ++digits;
      end = digits;
    }
  }
  at_ = end;
  return token(Token::Kind::number, begin);
}

Token Lexer::word(std::size_t begin) {
  while (at_ < text_.size() && is_name_character(text_[at_]))
    ++at_;
  const std::size_t length = at_ - begin;
  const char first = text_[begin];
  if (peek() == '\'') {
    if (length == 1 && (first == 'x' || first == 'X' || first == 'b' || first == 'B')) {
      return quoted(begin, '\'', Token::Kind::bits);
    }
    if (length == 1 && (first == 'n' || first == 'N')) {
      return quoted(begin, '\'', Token::Kind::string);
    }
  }
  return token(Token::Kind::word, begin);
}

Token Lexer::variable(std::size_t begin) {
  while (peek() == '@')
    ++at_;
  const char quote = peek();
  if (quote == '\'' || quote == '"' || quote == '`') {
    return quoted(begin, quote, Token::Kind::variable);
  }
  while (at_ < text_.size() && (is_name_character(text_[at_]) || text_[at_] == '.'))
    ++at_;
  return token(Token::Kind::variable, begin);
}

Token Lexer::symbol(std::size_t begin) {
  static constexpr std::string_view kLong[] = {
      "<=>", "->>", "<=", ">=", "<>", "!=", "<<", ">>", ":=", "||", "&&", "->"};
  for (const std::string_view symbol : kLong) {
    if (text_.substr(at_).starts_with(symbol)) {
      at_ += symbol.size();
      return token(Token::Kind::symbol, begin);
    }
  }
  ++at_;
  return token(Token::Kind::symbol, begin);
}

Token Lexer::next() {
  std::size_t begin = at_;
  if (!skip_space(begin)) return token(Token::Kind::unclosed, begin);
  begin = at_;
  if (at_ >= text_.size()) return token(Token::Kind::end, begin);
  const char c = text_[at_];
  if (c == '`') return quoted(begin, c, Token::Kind::quoted_name);
  if (c == '\'' || c == '"') return quoted(begin, c, Token::Kind::string);
  if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return number(begin);
  if (is_name_character(c)) return word(begin);
  if (c == '@') return variable(begin);
  return symbol(begin);
}

}  // namespace miglint::mysql
