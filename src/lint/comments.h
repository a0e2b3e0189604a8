// The comments of a source file that speak to miglint, and the code that each stands above.
//
// Comes in: a file's text and the language it is written in. Goes out: comments that open with
// `miglint:`. A light scanner, so that text inside string literals is never taken for a comment;
// what the comments say does not belong here.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "migration/dialect.h"

namespace miglint {

enum class Language : std::uint8_t { postgres, mysql, php, python, cpp };

/// By the ending of the file's name; anything unknown is SQL of the dialect.
[[nodiscard]] Language language_of(std::string_view path, Dialect dialect);

struct DirectiveComment {
  /// From `miglint:` to the end of the comment or of its line, without the closing `*/`.
  std::string_view text;
  std::uint32_t begin = 0;  ///< Where `text` begins in the file.
  /// Nothing but the comment stands before it on its line.
  bool own_line = false;
  /// What it is about. On a line of its own: from the next line of code to that line's end, and if
  /// a statement begins there, to the end of the statement; empty when no code follows. Else its
  /// line.
  std::uint32_t code_begin = 0;
  std::uint32_t code_end = 0;
};

[[nodiscard]] std::vector<DirectiveComment> directive_comments(std::string_view text,
                                                               Language language);

}  // namespace miglint
