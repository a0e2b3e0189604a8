#include "runbook/sql_pieces.h"

#include <algorithm>
#include <cctype>

#include "dialect/mysql/lexer.h"
#include "dialect/postgres/scan.h"
#include "source/ascii.h"

namespace miglint {
namespace {

class Collector {
 public:
  /// False at the end of the statement.
  bool add(Piece::Kind kind, std::string_view text) {
    if (text == ";" && depth_ == 0) return false;
    if (text == ")" || text == "]") --depth_;
    pieces_.push_back({kind, text, depth_});
    if (text == "(" || text == "[") ++depth_;
    return true;
  }
  std::vector<Piece> take() { return std::move(pieces_); }

 private:
  std::vector<Piece> pieces_;
  int depth_ = 0;
};

std::optional<std::vector<Piece>> postgres_pieces(std::string_view sql) {
  using postgres::Token;
  Collector collector;
  postgres::Scanner scanner(sql);
  for (Token token = scanner.next(); token.kind != Token::Kind::end; token = scanner.next()) {
    if (token.kind == Token::Kind::error) return std::nullopt;
    if (token.kind == Token::Kind::comment) continue;
    const Piece::Kind kind = token.kind == Token::Kind::word          ? Piece::Kind::word
                             : token.kind == Token::Kind::quoted_word ? Piece::Kind::quoted_name
                             : token.kind == Token::Kind::parameter   ? Piece::Kind::parameter
                                                                      : Piece::Kind::other;
    if (!collector.add(kind, sql.substr(token.begin, token.end - token.begin))) break;
  }
  return collector.take();
}

std::optional<std::vector<Piece>> mysql_pieces(std::string_view sql, bool mariadb) {
  using mysql::Token;
  Collector collector;
  mysql::Lexer lexer(sql, mysql::Server{.mariadb = mariadb});
  for (Token token = lexer.next(); token.kind != Token::Kind::end; token = lexer.next()) {
    if (token.kind == Token::Kind::unclosed) return std::nullopt;
    const std::string_view text = sql.substr(token.begin, token.end - token.begin);
    const bool is_parameter = token.kind == Token::Kind::variable || text == "?";
    const Piece::Kind kind = token.kind == Token::Kind::word          ? Piece::Kind::word
                             : token.kind == Token::Kind::quoted_name ? Piece::Kind::quoted_name
                             : is_parameter                           ? Piece::Kind::parameter
                                                                      : Piece::Kind::other;
    if (!collector.add(kind, text)) break;
  }
  return collector.take();
}

}  // namespace

std::optional<std::vector<Piece>> pieces_of(std::string_view sql, Dialect dialect) {
  if (dialect == Dialect::postgres) return postgres_pieces(sql);
  return mysql_pieces(sql, dialect == Dialect::mariadb);
}

std::string text_of(Pieces pieces) {
  std::string text;
  const char* end = nullptr;
  for (const Piece& piece : pieces) {
    if (end != nullptr) {
      const std::string_view gap(end, static_cast<std::size_t>(piece.text.data() - end));
      const bool is_space = std::ranges::all_of(
          gap, [](char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; });
      text += is_space ? gap : " ";
    }
    text += piece.text;
    end = piece.text.data() + piece.text.size();
  }
  return text;
}

bool is(const Piece& piece, std::string_view word) {
  return piece.kind == Piece::Kind::word && std::ranges::equal(piece.text, word, {}, ascii::lower);
}

bool is_name(const Piece& piece) {
  return piece.kind == Piece::Kind::word || piece.kind == Piece::Kind::quoted_name;
}

bool has_parameter(Pieces pieces) {
  return std::ranges::any_of(
      pieces, [](const Piece& piece) { return piece.kind == Piece::Kind::parameter; });
}

std::string unquoted(std::string_view name) {
  const bool is_quoted = name.size() > 1 && (name.front() == '"' || name.front() == '`') &&
                         name.back() == name.front();
  if (is_quoted) return std::string(name.substr(1, name.size() - 2));
  return ascii::lower_case(name);
}

}  // namespace miglint
