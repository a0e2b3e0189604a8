// Where a statement ends: at the first semicolon that is not part of it.
//
// Comes in: the statement's tokens, one after the other. Goes out: whether a semicolon ends it. In
// PostgreSQL's grammar a semicolon stands within a statement in two places only: in a routine's
// BEGIN ATOMIC … END, and in the parentheses of CREATE RULE … DO ( … ; … ).
#pragma once

#include <cstdint>
#include <string_view>

#include "dialect/postgres/scan.h"

namespace miglint::postgres {

class StatementEnd {
 public:
  /// Takes in the next token, whose text is `text`. True: it is the semicolon that ends the
  /// statement.
  bool see(Token::Kind kind, std::string_view text);

  /// A semicolon would be part of the statement.
  [[nodiscard]] bool holds_semicolons() const {
    return atomic_depth_ > 0 || (rule_ && parentheses_ > 0);
  }
  /// It is a COPY … FROM STDIN.
  [[nodiscard]] bool reads_copy_data() const { return from_stdin_; }

 private:
  void see_word(std::string_view word);

  std::uint32_t words_ = 0;
  std::uint32_t parentheses_ = 0;
  /// Within BEGIN ATOMIC … END: 1, and 1 more for each CASE, which has an END as well.
  std::uint32_t atomic_depth_ = 0;
  bool create_ = false;  ///< So far: CREATE [OR [REPLACE]].
  bool routine_ = false;
  bool rule_ = false;
  bool copy_ = false;
  bool after_from_ = false;
  bool after_begin_ = false;
  bool from_stdin_ = false;
};

}  // namespace miglint::postgres
