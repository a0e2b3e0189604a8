// Names, types and expressions: the parts that operations are made of.
//
// All views live in the arena or the source text of the run. Names are as the server stores them:
// folded to lower case unless quoted.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "source/span.h"

namespace miglint {

/// A possibly schema-qualified name. An empty `schema` means: found through the search path.
struct ObjectName {
  std::string_view schema;
  std::string_view name;
  friend constexpr bool operator==(const ObjectName&, const ObjectName&) = default;
};

/// A type as written. `name` is the catalog's name where the grammar resolves one: `int4`,
/// `varchar`, `timestamptz` with schema `pg_catalog`; a bare word keeps an empty schema.
struct TypeName {
  ObjectName name;
  /// Type modifiers in order: {10, 2} of numeric(10, 2), {50} of varchar(50). One that is no
  /// integer, such as Point of geometry(Point, 4326), stands as a number that is only good for
  /// comparing.
  std::span<const std::int32_t> modifiers;
  std::uint8_t array_dimensions = 0;
  /// `smallserial`, `serial`, `bigserial` and their aliases: a type plus a sequence default.
  bool serial = false;
  // MySQL's and MariaDB's own.
  bool is_unsigned = false;
  std::string_view charset;                  ///< CHARACTER SET, lower case; empty: the table's.
  std::span<const std::string_view> labels;  ///< Values of ENUM and SET, without quotes.
  Span span;
};

/// As `pg_proc.provolatile`, and `unknown` for a function that this run has not seen defined.
enum class Volatility : std::uint8_t { immutable, stable, unknown, volatile_ };

/// A call inside an expression.
struct FunctionCall {
  ObjectName function;
  std::uint8_t arguments = 0;
  /// The first argument where it is a string constant: the sequence of nextval('s'), the name of
  /// set_config('lock_timeout', …).
  std::string_view first_literal;
};

/// What the model needs to know of a value or a condition; not a syntax tree.
struct Expression {
  Span span;
  /// Names of columns that it reads, each once, unqualified.
  std::span<const std::string_view> columns;
  std::span<const FunctionCall> functions;
  /// Columns that cannot be NULL in a row for which the expression is true: `a IS NOT NULL`,
  /// also inside AND, `NOT (a IS NULL)`, `a IS DISTINCT FROM NULL`. `a > 0` proves nothing,
  /// because a CHECK also passes on NULL.
  std::span<const std::string_view> not_null_columns;
  /// Relations that its sub-queries read.
  std::span<const ObjectName> relations;
  /// The parts joined by AND, each written in one canonical way, for comparing conditions:
  /// `a >= '2024-01-01'`, `b IS NOT NULL`, `c IN ('x', 'y')`. A literal stands right of its column,
  /// a cast stays (`'2024-01-01'::pg_catalog.date`). What is not understood begins with "opaque:"
  /// and equals nothing else. Filled for CHECKs and predicates only.
  std::span<const std::string_view> conjuncts;
  /// A literal (also with a cast, a sign or as an array of literals).
  bool is_constant = false;
  /// The literal NULL, also with a cast.
  bool is_null = false;
  bool has_subquery = false;
  bool in_parentheses = false;  ///< MySQL's DEFAULT (…): an expression, not a value.
  std::string_view literal;     ///< MySQL: the string or number that it is, without quotes.
  /// Part of it was too deep or too odd to read: `columns` and `functions` may lack some.
  bool incomplete = false;
};

}  // namespace miglint
