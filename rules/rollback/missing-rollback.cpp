// A migration without a rollback among others that have one.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_set>
#include <variant>

#include "lint/migration_order.h"
#include "lint/rule.h"

namespace miglint::rules {
namespace {

using std::string_view_literals::operator""sv;

bool runs_rollbacks(std::string_view tool) {
  constexpr std::array kTools{"goose"sv,  "dbmate"sv, "golang-migrate"sv, "sqlx"sv,
                              "diesel"sv, "sqitch"sv, "alembic"sv,        "laravel"sv};
  return std::ranges::find(kTools, tool) != kTools.end();
}

/// Rows that were changed seldom can be changed back; settings need not be.
struct ChangesSchema {
  template <class Op>
  bool operator()(const Op&) const {
    return true;
  }
  bool operator()(const op::SetParameter&) const { return false; }
  bool operator()(const op::TransactionControl&) const { return false; }
  bool operator()(const op::LockTable&) const { return false; }
  bool operator()(const op::Vacuum&) const { return false; }
  bool operator()(const op::Comment&) const { return false; }
  bool operator()(const op::PlanStatement&) const { return false; }
  bool operator()(const op::SelectRows&) const { return false; }
  bool operator()(const op::InsertRows&) const { return false; }
  bool operator()(const op::UpdateRows&) const { return false; }
  bool operator()(const op::DeleteRows&) const { return false; }
  bool operator()(const op::MergeRows&) const { return false; }
  bool operator()(const op::CopyRows&) const { return false; }
  bool operator()(const op::AddEnumValue&) const { return false; }
  bool operator()(const op::ValidateConstraint&) const { return false; }
  bool operator()(const op::CreateExtension&) const { return false; }
  bool operator()(const op::Reindex&) const { return false; }
  bool operator()(const op::RefreshMaterializedView&) const { return false; }
  bool operator()(const op::OtherCommand&) const { return false; }
  bool operator()(const op::Opaque&) const { return false; }
};

bool changes_schema(std::span<const Statement> script) {
  return std::ranges::any_of(script, [](const Statement& statement) {
    return std::ranges::any_of(statement.operations, [](const Operation& operation) {
      return std::visit(ChangesSchema{}, operation.action);
    });
  });
}

void check(const HistoryEnd& at, Findings& findings) {
  std::unordered_set<const Migration*> with_rollback;
  for (const ReadScript& script : at.scripts) {
    const bool is_rollback = script.direction == Direction::down && !script.statements.empty();
    if (is_rollback) with_rollback.insert(script.migration);
  }
  for (const auto& series : series_of(at)) {
    // Who writes none at all goes forward only, and means it.
    const bool has_some = std::ranges::any_of(
        series, [&](const Migration* migration) { return with_rollback.contains(migration); });
    if (!has_some || !runs_rollbacks(series.front()->framework)) continue;
    for (const ReadScript& script : at.scripts) {
      if (script.direction != Direction::up || with_rollback.contains(script.migration)) continue;
      if (std::ranges::find(series, script.migration) == series.end()) continue;
      if (!changes_schema(script.statements)) continue;
      findings.add({
          .span = script.statements.front().span,
          .message =
              fmt::format("This migration has no rollback, or an empty one: `{}` counts it as "
                          "undone all the same, and the next run fails on what is left.",
                          script.migration->framework),
          .safe_way = "-- write the rollback; where there is none, let it fail:\n"
                      "-- DO $$ BEGIN RAISE EXCEPTION 'cannot be undone'; END $$;\n",
      });
    }
  }
}

}  // namespace

extern const RuleLogic missing_rollback;
const RuleLogic missing_rollback{.history = check};

}  // namespace miglint::rules
