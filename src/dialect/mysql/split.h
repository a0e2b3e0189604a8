// A script to its statements, as the server's parser and the mysql client find them.
//
// Comes in: SQL text as sent, or as the mysql client reads it (DELIMITER). Goes out: one statement
// after the other, as its tokens. What they mean does not belong here.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/mysql/lexer.h"

namespace miglint::mysql {

struct Piece {
  /// From the first token to the last, without the delimiter.
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  /// Ends with a token of kind `end` at the place of the delimiter.
  std::vector<Token> tokens;
  /// A command of the client: the whole line, which is no SQL.
  bool client_command = false;
};

class Splitter {
 public:
  Splitter(std::string_view text, Server server) : text_(text), lexer_(text, server) {}

  /// The next statement; false after the last one. Reuses the memory of `piece`.
  bool next(Piece& piece);

 private:
  bool read_client_command(Piece& piece, const Token& first);
  [[nodiscard]] bool at_delimiter(const Token& token) const;
  void cut_at_delimiter(Token& token);
  void finish(Piece& piece, std::size_t end);

  std::string_view text_;
  Lexer lexer_;
  std::string_view delimiter_ = ";";
  /// After a body that is never closed, semicolons end statements wherever they stand.
  bool plain_ = false;
};

}  // namespace miglint::mysql
