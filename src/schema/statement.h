// One SQL statement after a dialect has read it: its text, its place and its operations.
#pragma once

#include <span>
#include <string_view>

#include "migration/sql_statement.h"
#include "schema/operation.h"

namespace miglint {

/// Lives in an `Arena`. A statement that did not parse has an error and no operations.
struct Statement {
  /// From the first word to the last, without the semicolon.
  std::string_view text;
  /// Where it stands in the file, or what caused it there.
  Span span;
  /// What the front-end handed over: transaction scope, guards, certainty.
  const SqlStatement* source = nullptr;
  std::span<const Operation> operations;
  std::string_view syntax_error;  ///< The parser's own message; empty when it parsed.
  Span error_span;                ///< Where the parser stopped.
};

}  // namespace miglint
