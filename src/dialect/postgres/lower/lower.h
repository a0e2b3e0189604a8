// The raw parse tree of one statement to the operations that it asks for.
//
// Comes in: a statement as the raw parser left it, inside the parser's memory context. Goes out:
// operations, whose every name and list is copied into the arena. Splitting, parsing and the inside
// of PL/pgSQL bodies belong to the callers; catalog knowledge and locks to those behind.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "dialect/postgres/parsed_text.h"
#include "schema/operation.h"
#include "source/arena.h"

struct RawStmt;

namespace miglint::postgres {

struct LowerContext {
  Arena& arena;
  /// Operations are appended here.
  std::vector<Operation>& out;
  /// What was parsed: the tree's locations are offsets into it.
  ParsedText text;
  /// Given to every operation.
  Nesting nesting;
  /// `Operation::command` of the next SQL command; `lower` counts it on.
  std::uint32_t command = 0;
  /// Names of PL/pgSQL variables in sight: an unqualified name among them is a value, no column.
  std::span<const std::string_view> variables;
  /// Set when a PL/pgSQL body has a RAISE EXCEPTION.
  bool raises = false;
};

/// Appends the operations of `statement`. A statement that is not modelled gives an `Opaque`; none
/// gives nothing.
void lower(const RawStmt& statement, LowerContext& context);

}  // namespace miglint::postgres
