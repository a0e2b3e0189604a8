#include "lint/string_constants.h"

#include "dialect/postgres/scan.h"

namespace miglint {
namespace {

using postgres::Token;

/// Code in code in code is not looked into.
constexpr int deepest = 3;

/// What is quoted; `dollar` for $$text$$, which may be code with constants of its own.
struct Quoted {
  std::string_view text;
  bool dollar = false;
};

Quoted unquoted(std::string_view token) {
  if (token.starts_with('$')) {
    const auto tag = token.find('$', 1) + 1;
    return {token.substr(tag, token.size() - 2 * tag), true};
  }
  const auto quote = token.find('\'');
  if (quote == std::string_view::npos || token.size() < quote + 2) return {};
  return {token.substr(quote + 1, token.size() - quote - 2)};
}

std::string_view text_of(const Token& token, std::string_view text) {
  return text.substr(token.begin, token.end - token.begin);
}

/// Reads the cast behind a constant; `next` is left at the first token after it.
std::string_view read_cast(postgres::Scanner& scanner, std::string_view text, Token& next) {
  next = scanner.next();
  std::string_view type;
  if (text_of(next, text) != "::") return type;
  const auto is_word = [](const Token& token) {
    return token.kind == Token::Kind::word || token.kind == Token::Kind::quoted_word;
  };
  next = scanner.next();
  while (is_word(next)) {
    type = text_of(next, text);
    next = scanner.next();
    // The next word is the statement's, unless it is of the same name.
    if (text_of(next, text) != ".") break;
    next = scanner.next();
  }
  const bool quoted = type.size() > 2 && type.starts_with('"');
  return quoted ? type.substr(1, type.size() - 2) : type;
}

/// `value` with its quotes doubled.
void collect(std::string_view text, std::size_t offset, std::string_view value, int depth,
             std::vector<StringConstant>& found) {
  if (!text.contains(value)) return;
  postgres::Scanner scanner(text);
  for (Token token = scanner.next(); token.kind > Token::Kind::error;) {
    if (token.kind != Token::Kind::string) {
      token = scanner.next();
      continue;
    }
    const Quoted quoted = unquoted(text_of(token, text));
    const std::size_t begin = token.begin;
    const auto cast = read_cast(scanner, text, token);
    if (quoted.text == value) {
      found.push_back({offset + begin, cast});
    } else if (quoted.dollar && depth < deepest) {
      const auto inner = static_cast<std::size_t>(quoted.text.data() - text.data());
      collect(quoted.text, offset + inner, value, depth + 1, found);
    }
  }
}

}  // namespace

std::string string_constant(std::string_view value) {
  std::string quoted = "'";
  for (const char c : value) {
    if (c == '\'') quoted += '\'';
    quoted += c;
  }
  return quoted + '\'';
}

std::vector<StringConstant> string_constants(std::string_view text, std::string_view value) {
  std::vector<StringConstant> found;
  const std::string quoted = string_constant(value);
  collect(text, 0, std::string_view(quoted).substr(1, quoted.size() - 2), 0, found);
  return found;
}

}  // namespace miglint
