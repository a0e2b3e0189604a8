// REINDEX without CONCURRENTLY: writes wait, and so do most reads.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "lint/existing.h"
#include "lint/rule.h"
#include "lint/safe_way.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

using Target = op::Reindex::Target;

std::string_view word(Target target) {
  switch (target) {
    case Target::index:
      return "INDEX";
    case Target::table:
      return "TABLE";
    case Target::schema:
      return "SCHEMA";
    case Target::system:
      return "SYSTEM";
    case Target::database:
      return "DATABASE";
  }
  return "";
}

bool names_a_relation(Target target) {
  return target == Target::index || target == Target::table;
}

std::string who_waits(const op::Reindex& reindex, const Effect* effect, const Moment& at) {
  if (!names_a_relation(reindex.target)) {
    return fmt::format(
        "REINDEX {} blocks writes to one table after the other, and reads that would "
        "use its indexes, while they are built again.",
        word(reindex.target));
  }
  const std::string table = effect == nullptr || effect->is_index
                                ? "its table"
                                : fmt::format("`{}`", identifier(effect->relation, at.before));
  return fmt::format(
      "REINDEX blocks writes to {} while every row is read, and nearly all reads too, because the "
      "planner looks at every index of a table.",
      table);
}

void check(const op::Reindex& reindex, const Operation& operation, const Moment& at,
           Findings& findings) {
  if (reindex.concurrently) return;
  const Effect* effect = work_on_existing(&Effect::index_build, operation, at);
  // Of an index never seen, the table is not known; of a whole schema, perhaps no table at all.
  if (effect == nullptr) {
    const bool known =
        reindex.target == Target::table
            ? at.before.find_table(reindex.name) != nullptr
            : reindex.target == Target::index && at.before.find_index(reindex.name) != nullptr;
    if (known) return;
    const auto effects = at.effects_of(operation);
    if (!effects.empty()) effect = &effects.front();
  }

  const std::string name =
      reindex.name.name.empty() ? std::string() : " " + identifier(reindex.name);
  Finding finding{
      .span = operation.span,
      .message = who_waits(reindex, effect, at),
      .safe_way = reindex.target == Target::system
                      ? "-- system catalogs have no CONCURRENTLY: in a maintenance window\n"
                      : outside_transaction(operation, at) +
                            fmt::format("REINDEX {} CONCURRENTLY{};\n", word(reindex.target), name),
  };
  if (effect != nullptr) finding.effect = lock_fact(*effect);
  findings.add(std::move(finding));
}

}  // namespace

extern const RuleLogic reindex_without_concurrently;
const RuleLogic reindex_without_concurrently{.operations = {on<check>()}};

}  // namespace miglint::rules
