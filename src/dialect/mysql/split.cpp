#include "dialect/mysql/split.h"

#include <algorithm>

#include "dialect/mysql/words.h"

namespace miglint::mysql {
namespace {

/// Follows the blocks of a stored program: a semicolon in one does not end the statement.
class Blocks {
 public:
  explicit Blocks(std::string_view text) : text_(text) {}

  void see(const Token& token) {
    const bool is_word = token.kind == Token::Kind::word;
    const std::string_view word = text_.substr(token.begin, token.end - token.begin);
    if (count_++ < kHeader) see_header(is_word ? word : std::string_view());
    if (!program_) return;
    const bool starts = starts_statement_;
    starts_statement_ = false;
    if (!is_word) {
      starts_statement_ = word == ";" || word == ":";
      closed_ = false;
      return;
    }
    if (closed_) {
      // END IF, END CASE, END LOOP …: the block is counted already.
      closed_ = false;
      if (one_of(word, {"IF", "CASE", "LOOP", "WHILE", "REPEAT"})) return;
    }
    if (is(word, "END")) {
      if (depth_ > 0) --depth_;
      closed_ = true;
    } else if (is(word, "BEGIN")) {
      ++depth_;
      starts_statement_ = true;
    } else if (is(word, "CASE")) {
      ++depth_;
    } else if (starts && depth_ > 0 && one_of(word, {"IF", "LOOP", "WHILE", "REPEAT"})) {
      ++depth_;
      starts_statement_ = one_of(word, {"LOOP", "REPEAT"});
    } else if (one_of(word, {"THEN", "ELSE", "DO", "ATOMIC"})) {
      starts_statement_ = true;
    } else if (starts && is(word, "NOT")) {
      starts_statement_ = true;  // MariaDB: BEGIN NOT ATOMIC.
    }
  }

  [[nodiscard]] bool open() const { return depth_ > 0; }

 private:
  static constexpr std::size_t kHeader = 24;

  /// CREATE … PROCEDURE, FUNCTION, TRIGGER or EVENT; MariaDB's BEGIN NOT ATOMIC.
  void see_header(std::string_view word) {
    if (count_ == 1) {
      creates_ = is(word, "CREATE") || is(word, "ALTER");
      begins_ = is(word, "BEGIN");
    } else if (creates_ && one_of(word, {"PROCEDURE", "FUNCTION", "TRIGGER", "EVENT", "PACKAGE"})) {
      program_ = true;
    } else if (creates_ && one_of(word, {"TABLE", "VIEW", "INDEX", "DATABASE", "USER"})) {
      creates_ = false;
    } else if (count_ == 2 && begins_ && is(word, "NOT")) {
      program_ = true;
      ++depth_;
    }
  }

  std::string_view text_;
  std::size_t count_ = 0;
  std::size_t depth_ = 0;
  bool creates_ = false;
  bool begins_ = false;
  bool program_ = false;
  bool starts_statement_ = false;
  bool closed_ = false;
};

}  // namespace

bool Splitter::at_delimiter(const Token& token) const {
  const bool outside = token.kind != Token::Kind::string && token.kind != Token::Kind::unclosed &&
                       token.kind != Token::Kind::quoted_name;
  return outside && text_.substr(token.begin).starts_with(delimiter_);
}

/// A delimiter may be made of what names are made of: END$$.
void Splitter::cut_at_delimiter(Token& token) {
  if (token.kind != Token::Kind::word && token.kind != Token::Kind::number) return;
  const std::string_view word = text_.substr(token.begin, token.end - token.begin);
  const std::size_t found = word.find(delimiter_);
  if (found == std::string_view::npos || found == 0) return;
  token.end = token.begin + static_cast<std::uint32_t>(found);
  lexer_.set_position(token.end);
}

void Splitter::finish(Piece& piece, std::size_t end) {
  piece.begin = piece.tokens.front().begin;
  piece.end = piece.tokens.back().end;
  const auto at = static_cast<std::uint32_t>(end);
  piece.tokens.push_back({Token::Kind::end, at, at});
}

/// DELIMITER, SOURCE and \. stand on a line of their own.
bool Splitter::read_client_command(Piece& piece, const Token& first) {
  const std::string_view word = text_.substr(first.begin, first.end - first.begin);
  const bool delimiter = first.kind == Token::Kind::word && is(word, "DELIMITER");
  const bool source = first.kind == Token::Kind::word && is(word, "SOURCE");
  if (!delimiter && !source && word != "\\") return false;
  std::size_t end = std::min(text_.find_first_of("\r\n", first.begin), text_.size());
  lexer_.set_position(end);
  while (end > first.end && (text_[end - 1] == ' ' || text_[end - 1] == '\t'))
    --end;
  if (delimiter) {
    std::string_view rest = text_.substr(first.end, end - first.end);
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
    rest = rest.substr(0, rest.find_first_of(" \t"));
    if (!rest.empty()) delimiter_ = rest;
  }
  piece.client_command = true;
  piece.tokens = {first};
  finish(piece, end);
  piece.end = static_cast<std::uint32_t>(end);
  return true;
}

bool Splitter::next(Piece& piece) {
  piece.tokens.clear();
  piece.client_command = false;
  Blocks blocks(text_);
  std::optional<std::size_t> inner_semicolon;  // Count of tokens before the first one in a block.
  for (;;) {
    Token token = lexer_.next();
    if (token.kind == Token::Kind::end) break;
    if (delimiter_ != ";") cut_at_delimiter(token);
    if (piece.tokens.empty() && read_client_command(piece, token)) return true;
    if (at_delimiter(token) && (delimiter_ != ";" || plain_ || !blocks.open())) {
      lexer_.set_position(token.begin + delimiter_.size());
      if (piece.tokens.empty()) continue;
      finish(piece, token.begin);
      return true;
    }
    // The client takes \g and \G for a delimiter, whatever that is.
    if (text_.substr(token.begin).starts_with("\\G") ||
        text_.substr(token.begin).starts_with("\\g")) {
      lexer_.set_position(token.begin + 2);
      if (piece.tokens.empty()) continue;
      finish(piece, token.begin);
      return true;
    }
    blocks.see(token);
    if (!inner_semicolon && blocks.open() && at_delimiter(token)) {
      inner_semicolon = piece.tokens.size();
    }
    piece.tokens.push_back(token);
    if (token.kind == Token::Kind::unclosed) break;
  }
  if (piece.tokens.empty()) return false;
  if (delimiter_ == ";" && blocks.open() && inner_semicolon && *inner_semicolon > 0) {
    // The body is never closed: only what stands before its first semicolon is lost with it.
    plain_ = true;
    const std::size_t end = piece.tokens[*inner_semicolon].begin;
    lexer_.set_position(end + 1);
    piece.tokens.resize(*inner_semicolon);
    finish(piece, end);
    return true;
  }
  finish(piece, text_.size());
  return true;
}

}  // namespace miglint::mysql
