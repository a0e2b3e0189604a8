// What a front-end hands over: SQL as it will be sent, and the place in the source that caused it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "migration/source_map.h"
#include "source/span.h"

namespace miglint {

/// How well the text is known before run time.
enum class Certainty : std::uint8_t {
  exact,
  symbolic,  ///< Holds a value not known before run time, written as a typed placeholder.
  opaque,    ///< The code does something here that cannot be known; see `opaque_reason`.
};

/// A condition or a loop in the source that decides whether, or how often, the SQL runs.
struct Guard {
  enum class Kind : std::uint8_t { condition, loop, exception_handler };
  Kind kind = Kind::condition;
  std::string text;
  Span span;
};

/// SQL in the order in which it is sent. The text may hold several statements: splitting it is the
/// dialect's work, since only the dialect knows its quotes.
struct SqlStatement {
  /// Lives in the `SourceSet` (plain SQL) or in the front-end's arena (made SQL).
  std::string_view text;
  /// What caused it. For plain SQL the text itself, byte for byte.
  Span span;
  /// The text stands verbatim in the file at `span`, so offsets in it are places in the file.
  bool verbatim = true;
  /// Where the parts of a text that is not verbatim come from, if that is known; they cover it.
  /// Lives in the front-end's arena.
  std::span<const TextPiece> pieces{};
  /// Index into `Script::scopes`.
  std::uint32_t scope = 0;
  Certainty certainty = Certainty::exact;
  std::string opaque_reason;
  /// Why the text, which is known, is not judged: "it is sent to SQLite". Empty: it is.
  std::string not_judged{};
  std::vector<Guard> guards;
};

}  // namespace miglint
