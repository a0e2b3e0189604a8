// SQL that stands in a body: a statement, an expression, a string that EXECUTE runs.
//
// Comes in: the place of one such piece in the body. Goes out: its operations. Where the pieces of
// a body are does not belong here.
#pragma once

#include <span>
#include <string_view>

#include "dialect/postgres/lower/lower.h"

struct Node;

namespace miglint::postgres {

/// Parses and lowers pieces of `body`. Cheap to make: one for each piece, since nesting and
/// variables change from piece to piece.
struct BodySql {
  const ParsedText& body;
  Nesting nesting;
  std::span<const std::string_view> variables;
  LowerContext& context;

  /// `sql` is the text at `range`, with spaces in the place of what is no SQL.
  void statement(std::string_view sql, ByteRange range);
  /// Appends nothing when the expression reads no table and calls no function.
  void expression(ByteRange range);
  /// The expression at `range` gives the text of SQL statements.
  void execute(ByteRange range);
  /// The whole body is SQL.
  void all();
  void opaque(ByteRange range, std::string_view reason);

 private:
  /// False, and nothing appended, when the string's unknown parts are not just names of roles.
  bool execute_for_unknown_role(const Node* expression, ByteRange range);
};

}  // namespace miglint::postgres
