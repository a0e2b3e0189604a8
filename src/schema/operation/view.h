// Operations on views and materialized views.
#pragma once

#include <span>
#include <string_view>

#include "schema/operation/name.h"

namespace miglint::op {

struct CreateView {
  ObjectName view;
  std::span<const ObjectName> reads;  ///< Relations that the query reads.
  /// Columns that the query reads by name, unqualified: what a DROP COLUMN may hit.
  std::span<const std::string_view> reads_columns;
  std::span<const std::string_view> columns;  ///< Of the view, as far as they can be read.
  bool or_replace = false;
  bool security_invoker = false;
  bool temporary = false;
};

struct CreateMaterializedView {
  ObjectName view;
  std::span<const ObjectName> reads;
  std::span<const std::string_view> reads_columns;
  std::span<const std::string_view> columns;
  std::span<const FunctionCall> functions;  ///< That the query calls.
  bool if_not_exists = false;
  bool with_data = true;
};

struct RefreshMaterializedView {
  ObjectName view;
  bool concurrently = false;
  bool with_data = true;
};

}  // namespace miglint::op
