// A script to its statements and psql commands, by PostgreSQL's lexer and psql's rules.
//
// Comes in: SQL text as psql reads it. Goes out: its pieces in order, found in one pass over texts
// of any size. Used where the grammar cannot split because the text does not parse as a whole. What
// a piece means does not belong here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "dialect/postgres/parse.h"
#include "dialect/postgres/parsed_text.h"
#include "dialect/postgres/scan.h"
#include "dialect/postgres/statement_end.h"

namespace miglint::postgres {

struct Piece {
  enum class Kind : std::uint8_t {
    statement,     ///< From the first token to the last, without the semicolon.
    psql_command,  ///< From the backslash to the last argument.
    unreadable,    ///< The lexer gave up in it: see `error`.
  };
  Kind kind = Kind::statement;
  ByteRange range;
  /// What is no SQL within a statement: comments, and psql commands in the middle of it. psql takes
  /// those out; libpg_query's grammar trips over comments behind NOT, WITH and strings.
  std::vector<ByteRange> not_sql;
  SyntaxError error;  ///< Its offsets count from the begin of the text.
};

class Splitter {
 public:
  /// `text` must outlive the splitter.
  explicit Splitter(std::string_view text) : text_(text), limit_(text.size()) {}

  /// The next piece; nothing after the last.
  [[nodiscard]] std::optional<Piece> next();

 private:
  Token next_token();
  void open_window();
  void go_on_at(std::size_t place);
  std::optional<Piece> end_of_text();
  /// A psql command at `backslash`. Returns the piece that is complete now, if one is.
  std::optional<Piece> psql_command(std::size_t backslash);
  Piece unreadable(SyntaxError error);
  /// The data of a COPY whose statement ends before `from`: from the next line on.
  void skip_copy_data(std::size_t from);

  std::string_view text_;
  std::optional<Piece> open_;  ///< The statement whose end is being looked for.
  StatementEnd end_;
  std::deque<Piece> waiting_;  ///< Found already, to be returned before going on.
  /// The first semicolon within BEGIN ATOMIC or a rule's parentheses: where the statement ends if
  /// those are never closed. How often that was needed is bounded, so that time stays linear.
  std::optional<ByteRange> inner_semicolon_;
  std::uint32_t second_tries_ = 0;

  // The lexer copies what it is given, so it is given windows of the text.
  std::unique_ptr<Scanner> scanner_;
  std::size_t window_begin_ = 0;
  std::size_t window_end_ = 0;
  std::size_t window_size_ = 0;
  std::size_t read_to_ = 0;  ///< The end of the last token.
  /// Windows end here at the latest, and go on at `after_limit_`: data of COPY lies between.
  std::size_t limit_;
  std::size_t after_limit_ = 0;
};

}  // namespace miglint::postgres
