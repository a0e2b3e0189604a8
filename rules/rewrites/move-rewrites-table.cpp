// SET TABLESPACE and SET ACCESS METHOD: the whole relation is copied.
#include <fmt/format.h>

#include "lint/existing.h"
#include "lint/rule.h"
#include "lint/safe_way.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

using Kind = op::AlterTableOption::Kind;

std::string safe_way(const op::AlterTableOption& option, bool is_index, const Operation& operation,
                     const Moment& at) {
  const std::string relation = identifier(option.table.name);
  if (is_index && at.server.major >= 14) {
    return outside_transaction(operation, at) +
           fmt::format("REINDEX (TABLESPACE {}) INDEX CONCURRENTLY {};\n", identifier(option.value),
                       relation);
  }
  const std::string fresh = identifier(
      ObjectName{option.table.name.schema, fmt::format("{}_new", option.table.name.name)});
  const bool tablespace = option.kind == Kind::set_tablespace;
  return fmt::format(
      "-- in a quiet hour, or by a new table in the right place\n"
      "CREATE TABLE {} (LIKE {} INCLUDING ALL) {} {};\n"
      "-- fill it in batches, keep it in step by a trigger, then exchange the names;\n"
      "-- pg_repack does all of that\n",
      fresh, relation, tablespace ? "TABLESPACE" : "USING", identifier(option.value));
}

void check(const op::AlterTableOption& option, const Operation& operation, const Moment& at,
           Findings& findings) {
  if (option.kind != Kind::set_tablespace && option.kind != Kind::set_access_method) return;
  const Effect* effect = work_on_existing(&Effect::rewrite, operation, at);
  if (effect == nullptr) return;
  const std::string what = option.kind == Kind::set_tablespace
                               ? fmt::format("Moving `{}` to the tablespace `{}` copies all of it",
                                             identifier(option.table.name), option.value)
                               : fmt::format("Another access method rewrites `{}` and its indexes",
                                             identifier(option.table.name));
  findings.add({
      .span = operation.span,
      .message = fmt::format("{}, and {} until that is done.", what,
                             blocks(effect->lock, identifier(option.table.name))),
      .safe_way = safe_way(option, effect->is_index, operation, at),
      .effect = lock_fact(*effect),
  });
}

std::string_view relations(op::RelationWord word) {
  using op::RelationWord;
  switch (word) {
    case RelationWord::index:
      return "index";
    case RelationWord::materialized_view:
      return "materialized view";
    default:
      return "table";
  }
}

/// ALL IN TABLESPACE: which ones there are, only the server knows.
void check_all(const op::MoveTablespace& move, const Operation& operation, const Moment&,
               Findings& findings) {
  findings.add({
      .span = operation.span,
      .message = fmt::format(
          "Every {} in the tablespace `{}` is copied to `{}` in one transaction: each is locked in "
          "ACCESS EXCLUSIVE, which blocks its reads and writes until the last one is there.",
          relations(move.word), identifier(move.from), identifier(move.to)),
      .safe_way = "-- one relation at a time, each in a transaction of its own\n",
  });
}

}  // namespace

extern const RuleLogic move_rewrites_table;
const RuleLogic move_rewrites_table{.operations = {on<check>(), on<check_all>()}};

}  // namespace miglint::rules
