#include "dialect/mysql/read.h"

#include <fmt/format.h>

#include "dialect/mysql/parse/statements.h"
#include "dialect/mysql/split.h"

namespace miglint::mysql {
namespace {

Span place(const SqlStatement& source, std::uint32_t begin, std::uint32_t end) {
  if (!source.verbatim) {
    return place_in(source.pieces, static_cast<std::uint32_t>(source.text.size()), begin, end,
                    source.span);
  }
  return {source.span.file, source.span.begin + begin, source.span.begin + end};
}

Statement& add(const SqlStatement& source, std::uint32_t begin, std::uint32_t end,
               std::vector<Statement>& statements) {
  Statement& statement = statements.emplace_back();
  statement.text = source.text.substr(begin, end - begin);
  statement.span = place(source, begin, end);
  statement.source = &source;
  return statement;
}

void set_operations(Statement& statement, std::span<const Operation> operations, Arena& arena) {
  statement.operations = arena.copy(operations);
}

void set_action(Statement& statement, const Action& action, Arena& arena) {
  const Operation operation{statement.span, 0, {}, action};
  set_operations(statement, {&operation, 1}, arena);
}

bool is_delimiter(std::string_view command) {
  return command.size() >= 9 && is(command.substr(0, 9), "DELIMITER");
}

/// With another DELIMITER the server may get a semicolon, which it takes for the end.
void drop_last_semicolon(std::string_view text, std::vector<Token>& tokens) {
  if (tokens.size() < 3) return;
  const Token& last = tokens[tokens.size() - 2];
  const std::string_view symbol = text.substr(last.begin, last.end - last.begin);
  if (last.kind == Token::Kind::symbol && symbol == ";") tokens.erase(tokens.end() - 2);
}

}  // namespace

void read_statements(const SqlStatement& source, const Server& server, Arena& arena,
                     std::vector<Statement>& statements) {
  if (source.certainty == Certainty::opaque) {
    const auto size = static_cast<std::uint32_t>(source.text.size());
    set_action(add(source, 0, size, statements), op::Opaque{source.opaque_reason}, arena);
    return;
  }
  Splitter splitter(source.text, server);
  Piece piece;
  while (splitter.next(piece)) {
    if (piece.client_command) {
      const std::string_view command = source.text.substr(piece.begin, piece.end - piece.begin);
      if (is_delimiter(command)) continue;
      set_action(add(source, piece.begin, piece.end, statements),
                 op::Opaque{"the mysql client runs another file here"}, arena);
      continue;
    }
    Statement& statement = add(source, piece.begin, piece.end, statements);
    const Token& last = piece.tokens[piece.tokens.size() - 2];
    if (last.kind == Token::Kind::unclosed) {
      statement.syntax_error = arena.copy(fmt::format("the {} that begins here is never closed",
                                                      unclosed_thing(source.text, last)));
      statement.error_span = place(source, last.begin, last.begin + 1);
      continue;
    }
    drop_last_semicolon(source.text, piece.tokens);
    Parser parser(source, piece.tokens, arena, server);
    read_statement(parser);
    if (parser.failed()) {
      statement.syntax_error = arena.copy(parser.error()->message);
      statement.error_span = parser.error()->span;
      continue;
    }
    set_operations(statement, parser.operations, arena);
  }
}

}  // namespace miglint::mysql
