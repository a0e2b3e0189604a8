#include "dialect/postgres/volatility.h"

#include <algorithm>
#include <array>

namespace miglint::postgres {
namespace {

struct Entry {
  std::string_view name;
  Volatility volatility;
};

// One letter each, as in pg_proc.provolatile.
constexpr Volatility i = Volatility::immutable;
constexpr Volatility s = Volatility::stable;
constexpr Volatility v = Volatility::volatile_;

constexpr auto kBuiltins = std::to_array<Entry>({
#include "dialect/postgres/volatility_table.inc"
});
static_assert(std::ranges::is_sorted(kBuiltins, {}, &Entry::name));

/// AT TIME ZONE: of its overloads only the one for a time of day with a zone is volatile, and that
/// before PostgreSQL 15 alone.
Volatility volatility_of_timezone(const FunctionCall& call, const Expression& expression) {
  const bool of_day = std::ranges::any_of(expression.functions, [](const FunctionCall& other) {
    return other.function.name == "current_time" || other.function.name == "timetz";
  });
  if (of_day) return Volatility::volatile_;
  // AT LOCAL asks for the session's zone.
  return call.arguments == 1 ? Volatility::stable : Volatility::immutable;
}

Volatility volatility_of(const FunctionCall& call, const Expression& expression,
                         const Schema& schema) {
  const Volatility builtin = call.function.name == "timezone"
                                 ? volatility_of_timezone(call, expression)
                                 : builtin_volatility(call.function.name);
  if (call.function.schema == "pg_catalog") return builtin;
  const Function* own = schema.find_function(call.function);
  if (own == nullptr) return builtin;
  const Volatility of_own = own->inlines_to_constant ? Volatility::immutable : own->volatility;
  // Which of the two is meant depends on the types of the arguments.
  return builtin == Volatility::unknown ? of_own : std::max(builtin, of_own);
}

}  // namespace

Volatility builtin_volatility(std::string_view name) {
  const auto found = std::ranges::lower_bound(kBuiltins, name, {}, &Entry::name);
  return found != kBuiltins.end() && found->name == name ? found->volatility : Volatility::unknown;
}

Volatility worst_volatility(const Expression& expression, const Schema& schema) {
  Volatility worst = expression.incomplete ? Volatility::unknown : Volatility::immutable;
  for (const FunctionCall& call : expression.functions) {
    worst = std::max(worst, volatility_of(call, expression, schema));
  }
  return worst;
}

}  // namespace miglint::postgres
