// ALTER COLUMN … TYPE with values that are stored in another way: the table is rewritten.
#include <fmt/format.h>

#include "lint/existing.h"
#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

const Column* find_column(const op::AlterColumnType& alter, const Moment& at) {
  const Table* table = at.before.find_table(alter.table.name);
  return table == nullptr ? nullptr : table->find_column(alter.column);
}

/// "from integer to bigint", and "to bigint" where the old type was never seen.
std::string change(const op::AlterColumnType& alter, const Moment& at) {
  const Column* column = find_column(alter, at);
  std::string to = fmt::format("to {}", type_words(alter.type));
  if (column == nullptr || !column->type) return to;
  return fmt::format("from {} {}", type_words(*column->type), to);
}

std::string safe_way(const op::AlterColumnType& alter, const Operation& operation,
                     const Moment& at) {
  const std::string table = identifier(alter.table.name);
  const std::string column = identifier(alter.column);
  const std::string fresh = identifier(fmt::format("{}_new", alter.column));
  const std::string_view computed = alter.using_expression == nullptr
                                        ? std::string_view()
                                        : source_text(alter.using_expression->span, operation, at);
  const std::string value = computed.empty() ? fmt::format("{}::{}", column, type_words(alter.type))
                                             : std::string(computed);
  return fmt::format(
      "ALTER TABLE {0} ADD COLUMN {1} {2};\n"
      "-- a trigger BEFORE INSERT OR UPDATE keeps it in step with {3}; the old rows get it in\n"
      "-- batches, each in a transaction of its own\n"
      "UPDATE {0} SET {1} = {4} WHERE {1} IS NULL AND <a range of keys>;\n"
      "-- give it the default, the constraints and the indexes of {3}; then, in one transaction\n"
      "ALTER TABLE {0} RENAME COLUMN {3} TO {5};\n"
      "ALTER TABLE {0} RENAME COLUMN {1} TO {3};\n",
      table, fresh, type_words(alter.type), column, value,
      identifier(fmt::format("{}_old", alter.column)));
}

void check(const op::AlterColumnType& alter, const Operation& operation, const Moment& at,
           Findings& findings) {
  const Effect* effect = work_on_existing(&Effect::rewrite, operation, at);
  if (effect == nullptr) return;
  const bool assumed = !effect->assumption.empty();
  findings.add({
      .span = operation.span,
      .message = fmt::format(
          "Changing `{}` {} rewrites the table and its indexes, and {} until that is done.{}",
          identifier(alter.column), change(alter, at),
          blocks(effect->lock, identifier(alter.table.name)),
          assumed ? " The old type was not seen in the migrations that were read; most changes of "
                    "type rewrite."
                  : ""),
      .safe_way = safe_way(alter, operation, at),
      .effect = lock_fact(*effect),
  });
}

}  // namespace

extern const RuleLogic type_change_rewrites_table;
const RuleLogic type_change_rewrites_table{.operations = {on<check>()}};

}  // namespace miglint::rules
