// One text through PostgreSQL's raw parser.
//
// Comes in: SQL text without NUL bytes. Goes out: the list of RawStmts, or the parser's own message
// and the place of the token that it did not like. Splitting a text that does not parse as a whole,
// and what the tree means, do not belong here.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

struct List;
struct MemoryContextData;

namespace miglint::postgres {

/// The parser's message and where it stopped: byte offsets [begin, end) into the text.
struct SyntaxError {
  std::string message;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// libpg_query's memory on this thread: trees that are parsed while it lives die with it. Not to be
/// nested: what is parsed within its life goes into it.
class ParserMemory {
 public:
  ParserMemory();
  ~ParserMemory();
  ParserMemory(const ParserMemory&) = delete;
  ParserMemory& operator=(const ParserMemory&) = delete;

 private:
  MemoryContextData* context_;
};

enum class ParseMode : std::uint8_t {
  statements,
  /// What may stand between SELECT and its end, as PL/pgSQL's expressions do.
  expression,
};

/// Parses `text`, on the memory of the ParserMemory that is alive. Offsets in the tree count from
/// the begin of `text`, which need not outlive the call.
[[nodiscard]] std::expected<const List*, SyntaxError> parse(std::string_view text,
                                                            ParseMode mode = ParseMode::statements);

/// `message` and `cursor`, the character counted from 1 that the parser reports (0: none), as
/// bytes of `text`. Shortens what the message quotes of the text.
[[nodiscard]] SyntaxError syntax_error(std::string_view text, std::string_view message, int cursor);

}  // namespace miglint::postgres
