// ADD COLUMN with a default that each row has to get by itself: the table is rewritten.
#include <fmt/format.h>

#include <algorithm>

#include "dialect/postgres/volatility.h"
#include "lint/existing.h"
#include "lint/rule.h"
#include "lint/safe_way.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

std::string safe_way(const op::AddColumn& add, std::string_view value, const Moment& at) {
  const ColumnDefinition& column = add.column;
  const std::string table = identifier(add.table.name);
  const std::string name = identifier(column.name);
  const std::string steps = fmt::format(
      "ALTER TABLE {0} ADD COLUMN {1} {2};\n"
      "-- for new rows\n"
      "ALTER TABLE {0} ALTER COLUMN {1} SET DEFAULT {3};\n"
      "-- for the others in batches, each in a transaction of its own\n"
      "UPDATE {0} SET {1} = DEFAULT WHERE {1} IS NULL AND <a range of keys>;\n",
      table, name, type_words(column.type), value);
  return steps + finish_column(add, at);
}

void check(const op::AddColumn& add, const Operation& operation, const Moment& at,
           Findings& findings) {
  const Expression* value = add.column.default_value;
  if (value == nullptr) return;
  const Effect* effect = work_on_existing(&Effect::rewrite, operation, at);
  if (effect == nullptr) return;
  // Another cause, such as a domain's CHECK, is add-column-rewrites-table.
  const Volatility volatility = postgres::worst_volatility(*value, at.before);
  if (volatility < Volatility::unknown) return;

  const std::string_view written = source_text(value->span, operation, at);
  const std::string text = written.empty() && !value->functions.empty()
                               ? identifier(value->functions.front().function) + "(…)"
                               : std::string(written);
  findings.add({
      .span = operation.span,
      .message = fmt::format(
          "The default `{}` of `{}` {}: giving each row its own value rewrites the table, and {} "
          "until that is done.",
          text, identifier(add.column.name),
          volatility == Volatility::volatile_
              ? "is volatile"
              : "calls a function that was not seen, and a function is VOLATILE unless it says "
                "otherwise",
          blocks(effect->lock, identifier(add.table.name))),
      .safe_way = safe_way(add, text, at),
      .effect = lock_fact(*effect),
  });
}

}  // namespace

extern const RuleLogic volatile_default;
const RuleLogic volatile_default{.operations = {on<check>()}};

}  // namespace miglint::rules
