// Operations on rows: reads and writes of data.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "schema/operation/name.h"

namespace miglint {

/// What a WHERE clause narrows a statement down to.
enum class FilterKind : std::uint8_t {
  none,
  tautology,      ///< Always true: `WHERE true`, `1 = 1`.
  contradiction,  ///< Never true: `WHERE false`.
  key_range,  ///< Bounded on both sides, an equality, an IN, or joined to a limited set of keys.
  is_null,    ///< Only `column IS NULL` (the usual backfill): a whole-table pass on the first run.
  other,
};

struct Filter {
  FilterKind kind = FilterKind::none;
  /// A sub-query, CTE or clause bounds it by LIMIT (the batch of a loop).
  bool limited = false;
  std::span<const std::string_view> columns;          ///< Columns that it looks at.
  std::span<const std::string_view> is_null_columns;  ///< Those that it tests with IS NULL.
  Span span;
};

struct Assignment {
  std::string_view column;
  const Expression* value = nullptr;
};

namespace op {

struct UpdateRows {
  ObjectName table;
  std::span<const Assignment> assignments;
  Filter filter;
  std::span<const ObjectName> reads;        ///< Other relations: FROM, sub-queries.
  std::span<const FunctionCall> functions;  ///< Called anywhere in it.
};

struct DeleteRows {
  ObjectName table;
  Filter filter;
  std::span<const ObjectName> reads;
  std::span<const FunctionCall> functions;  ///< Called anywhere in it.
};

struct InsertRows {
  ObjectName table;
  std::span<const std::string_view> columns;
  std::span<const ObjectName> reads;
  std::span<const FunctionCall> functions;  ///< Called anywhere in it.
  bool from_query = false;                  ///< INSERT … SELECT: as many rows as the query gives.
  bool on_conflict = false;
  std::uint32_t rows = 0;  ///< Rows of VALUES.
};

struct MergeRows {
  ObjectName table;
  std::span<const ObjectName> reads;
  std::span<const FunctionCall> functions;  ///< Called anywhere in it.
};

/// SELECT (also VALUES, TABLE, WITH … SELECT).
struct SelectRows {
  std::span<const ObjectName> reads;
  std::span<const FunctionCall> functions;
  /// Relations whose rows FOR UPDATE and its kin lock.
  std::span<const ObjectName> locked;
  /// One value, made without reading a relation or calling a function: `SELECT 42`.
  bool computes_only = false;
};

struct CopyRows {
  ObjectName table;  ///< Empty name: COPY (query).
  bool from = true;
  bool program_or_file = false;
};

struct TruncateTable {
  ObjectName table;
  bool restart_identity = false;
  bool cascade = false;
  bool only = false;
};

}  // namespace op
}  // namespace miglint
