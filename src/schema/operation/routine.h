// Operations on functions, procedures, triggers and rules.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "schema/operation/name.h"

namespace miglint {
struct Operation;

enum class TriggerTiming : std::uint8_t { before, after, instead_of };

namespace op {

struct CreateFunction {
  ObjectName function;
  std::string_view language;
  Volatility volatility = Volatility::volatile_;
  bool procedure = false;
  bool or_replace = false;
  bool security_definer = false;
  bool sets_search_path = false;  ///< SET search_path … in the definition.
  bool returns_trigger = false;
  bool raises = false;  ///< Its body has a RAISE EXCEPTION.
  std::uint8_t arguments = 0;
  /// A SQL function whose body is one constant or immutable expression: the planner inlines it.
  bool inlines_to_constant = false;
  /// Statements of the body that could be read. They do not run now.
  std::span<const Operation> body;
  Span body_span;
};

struct AlterFunction {
  ObjectName function;
  bool sets_security_definer = false;
  bool sets_search_path = false;
};

struct CreateTrigger {
  ObjectName table;
  std::string_view trigger;
  ObjectName function;
  TriggerTiming timing = TriggerTiming::before;
  bool on_insert = false, on_update = false, on_delete = false, on_truncate = false;
  bool for_each_row = false;
  /// Columns that it depends on: of UPDATE OF, and those that WHEN reads.
  std::span<const std::string_view> columns;
  bool or_replace = false;
  bool constraint = false;
  ObjectName constraint_from;  ///< FROM referenced table of a constraint trigger.
};

struct DropTrigger {
  ObjectName table;
  std::string_view trigger;
  bool if_exists = false;
};

struct CreateRule {
  ObjectName table;
  std::string_view rule;
  std::span<const ObjectName> writes;  ///< Relations that its actions change.
  bool or_replace = false;
};

/// CALL. The functions that a SELECT calls stand in SelectRows.
struct CallRoutine {
  ObjectName routine;
};

}  // namespace op
}  // namespace miglint
