// A migration without a rollback among others that have one.
#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>
#include <variant>

#include "lint/migration_order.h"
#include "lint/rule.h"

namespace miglint::rules {
namespace {

using std::string_view_literals::operator""sv;

bool runs_rollbacks(std::string_view tool) {
  constexpr std::array kTools{"goose"sv,  "dbmate"sv,  "golang-migrate"sv, "sqlx"sv,     "diesel"sv,
                              "sqitch"sv, "alembic"sv, "laravel"sv,        "doctrine"sv, "phinx"sv};
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
  std::set<std::pair<std::string_view, std::string_view>> undone;
  for (const ReadScript& script : at.scripts) {
    const bool is_rollback = script.direction == Direction::down && !script.statements.empty();
    if (is_rollback) undone.emplace(script.migration->framework, script.migration->id);
  }
  const auto has_rollback = [&](const Migration* migration) {
    return undone.contains({migration->framework, migration->id});
  };
  for (const auto& series : series_of(at)) {
    // Who writes none at all goes forward only, and means it; so did those before the first one.
    const auto first = std::ranges::find_if(series, has_rollback);
    if (first == series.end() || !runs_rollbacks(series.front()->framework)) continue;
    for (const ReadScript& script : at.scripts) {
      if (script.direction != Direction::up || has_rollback(script.migration)) continue;
      if (std::find(first, series.end(), script.migration) == series.end()) continue;
      if (!changes_schema(script.statements)) continue;
      findings.add({
          .span = script.statements.front().span,
          .message = "This migration has no rollback, or an empty one, and one before it has: "
                     "going back stops here, or this counts as undone while all that it has made "
                     "is still there.",
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
