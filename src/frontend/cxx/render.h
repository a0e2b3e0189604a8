// SQL with parts that are not known before run time, as a server's parser reads it, with the place
// of every part.
//
// Comes in: pieces as miglint-cxx gives them. Goes out: the text and its map. Which parts of a
// program's string are known does not belong here.
#pragma once

#include <string>
#include <vector>

#include "migration/dialect.h"
#include "migration/source_map.h"

namespace miglint::cxx {

struct SqlPiece {
  enum class Kind : std::uint8_t { known, unknown, number };
  Kind kind = Kind::known;
  std::string text;  ///< Of an unknown piece the expression.
  Span source;       ///< Empty: not in the file.
};

struct RenderedSql {
  std::string text;
  std::vector<TextPiece> pieces;
  bool symbolic = false;      ///< Something in it is not known.
  bool takes_values = false;  ///< Values are bound to it before it is sent.
};

/// How the library marks values that are bound later.
enum class ValueMarks : std::uint8_t {
  server,     ///< As the server itself has it.
  questions,  ///< `?`
  colons,     ///< `?` and `:name`
};

/// An unknown part becomes a name that shows its origin, `"{table}"`, a piece of a name or of a
/// string, or the value `$1` or `?` where it is a number. Marks become those of the server. `whole`
/// is where a part stands that has no place of its own.
[[nodiscard]] RenderedSql render(const std::vector<SqlPiece>& pieces, Dialect dialect,
                                 ValueMarks marks, Span whole);

}  // namespace miglint::cxx
