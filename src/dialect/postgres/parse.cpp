#include "dialect/postgres/parse.h"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <utility>

#include "dialect/postgres/lower/scan.h"

extern "C" {
// PostgreSQL's order: postgres.h stands before all others.
// clang-format off
#include "pg_query.h"
#include "postgres.h"
// clang-format on
#if __has_include(<pg_query/pg_query_internal.h>)
#include <pg_query/pg_query_internal.h>
#else  // A source tree instead of an installed package.
#include <src/pg_query_internal.h>
#endif
}

#undef Min

namespace miglint::postgres {
namespace {

/// Bytes of the character that begins with `lead`, as PostgreSQL's pg_utf_mblen counts them.
std::size_t character_length(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  if ((byte & 0xE0U) == 0xC0U) return 2;
  if ((byte & 0xF0U) == 0xE0U) return 3;
  if ((byte & 0xF8U) == 0xF0U) return 4;
  return 1;
}

std::size_t byte_offset(std::string_view text, int cursor) {
  std::size_t at = 0;
  for (int passed = 1; passed < cursor && at < text.size(); ++passed) {
    at += character_length(text[at]);
  }
  return std::min(at, text.size());
}

/// The first line of `quoted`, and no more of it than fits in a message.
std::string_view beginning(std::string_view quoted) {
  constexpr std::size_t longest = 60;
  quoted = quoted.substr(0, quoted.find_first_of("\r\n"));
  if (quoted.size() <= longest) return quoted;
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(quoted[end]) & 0xC0U) == 0x80U)
    --end;
  return quoted.substr(0, end);
}

}  // namespace

ParserMemory::ParserMemory() : context_(pg_query_enter_memory_context()) {}
ParserMemory::~ParserMemory() {
  pg_query_exit_memory_context(context_);
}

SyntaxError syntax_error(std::string_view text, std::string_view message, int cursor) {
  SyntaxError error;
  error.message = message;
  if (message.starts_with("memory exhausted")) error.message += " (nested too deeply)";
  if (cursor <= 0) {
    error.end = static_cast<std::uint32_t>(text.size());
    return error;
  }
  const std::size_t begin = byte_offset(text, cursor);
  std::size_t length = 0;
  // The message quotes the text from there to the end of the token.
  constexpr std::string_view opening = " at or near \"";
  if (const auto at = message.find(opening); at != message.npos && message.ends_with('"')) {
    std::string_view quoted = message.substr(at + opening.size());
    quoted.remove_suffix(1);
    const std::string_view shown = beginning(quoted);
    length = shown.size();
    if (shown.size() < quoted.size()) {
      error.message = std::string(message.substr(0, at + opening.size()));
      error.message += shown;
      error.message += "…\"";
    }
  }
  if (length == 0) length = token_end(text, begin) - begin;
  error.begin = static_cast<std::uint32_t>(begin);
  error.end = static_cast<std::uint32_t>(std::min(begin + length, text.size()));
  return error;
}

std::expected<const List*, SyntaxError> parse(std::string_view text, ParseMode mode) {
  const std::string terminated(text);
  const auto result = pg_query_raw_parse(terminated.c_str(), mode == ParseMode::expression
                                                                 ? PG_QUERY_PARSE_PLPGSQL_EXPR
                                                                 : PG_QUERY_PARSE_DEFAULT);
  std::free(result.stderr_buffer);
  if (result.error == nullptr) return result.tree;
  auto error = syntax_error(text, result.error->message, result.error->cursorpos);
  pg_query_free_error(result.error);
  return std::unexpected(std::move(error));
}

}  // namespace miglint::postgres
