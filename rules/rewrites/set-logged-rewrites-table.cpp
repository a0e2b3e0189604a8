// SET LOGGED and SET UNLOGGED: the table is rewritten.
#include <fmt/format.h>

#include "lint/existing.h"
#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

void check(const op::SetPersistence& set, const Operation& operation, const Moment& at,
           Findings& findings) {
  const Effect* effect = work_on_existing(&Effect::rewrite, operation, at);
  if (effect == nullptr) return;
  const bool unlogged = set.persistence == Persistence::unlogged;
  const std::string table = identifier(set.table.name);
  findings.add({
      .span = operation.span,
      .message = fmt::format(
          "SET {} rewrites the table and its indexes{}, and {} until that is done.",
          unlogged ? "UNLOGGED" : "LOGGED",
          unlogged ? "" : ", all of it through the write-ahead log", blocks(effect->lock, table)),
      .safe_way = fmt::format(
          "-- say it when the table is made\n"
          "CREATE {0}TABLE {1} (LIKE {2} INCLUDING ALL);\n"
          "-- fill it in batches, keep it in step by a trigger, then exchange the names\n",
          unlogged ? "UNLOGGED " : "",
          identifier(ObjectName{set.table.name.schema, fmt::format("{}_new", set.table.name.name)}),
          table),
      .effect = lock_fact(*effect),
  });
}

}  // namespace

extern const RuleLogic set_logged_rewrites_table;
const RuleLogic set_logged_rewrites_table{.operations = {on<check>()}};

}  // namespace miglint::rules
