#include "verify/prediction.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "lint/wording.h"

namespace miglint {
namespace {

using Kind = Assumption::Kind;

std::vector<std::string> strings(std::span<const std::string_view> names) {
  return {names.begin(), names.end()};
}

class Collector {
 public:
  Collector(PlannedRun& run, std::span<const Statement> script) : run_(run), script_(script) {
    for (const Statement& statement : script)
      run_.statements.push_back({.statement = &statement});
  }

  void add(const Moment& at) {
    index_ = static_cast<std::size_t>(&at.statement - script_.data());
    PlannedStatement& planned = run_.statements[index_];
    if (planned.transaction == 0) {
      planned.cause = at.transaction.cause;
      planned.transaction = at.transaction.number;
    }
    for (const Operation& operation : at.command) {
      const Action& action = operation.action;
      if (const auto* opaque = std::get_if<op::Opaque>(&action)) planned.opaque = opaque->reason;
      planned.reads_or_changes |= !std::holds_alternative<op::SetParameter>(action) &&
                                  !std::holds_alternative<op::TransactionControl>(action);
      planned.locks_table |= std::holds_alternative<op::LockTable>(action);
      add_assumptions(operation, at);
    }
    for (const Effect& effect : at.effects) {
      planned.effects.push_back({.relation = std::string(effect.relation),
                                 .lock = effect.lock,
                                 .rewrite = effect.rewrite,
                                 .scan = effect.scan || effect.index_build,
                                 .creates = effect.creates,
                                 .is_index = effect.is_index});
    }
  }

 private:
  void add_assumptions(const Operation& operation, const Moment& at) {
    if (const auto* set = std::get_if<op::SetNotNull>(&operation.action)) {
      add({.kind = Kind::no_nulls, .columns = {std::string(set->column)}}, set->table.name, at);
    } else if (const auto* constraint = std::get_if<op::AddConstraint>(&operation.action)) {
      add(constraint->constraint, constraint->table.name, operation, at);
    } else if (const auto* index = std::get_if<op::CreateIndex>(&operation.action)) {
      if (!index->unique || index->predicate != nullptr) return;
      Assumption unique{.kind = Kind::unique};
      for (const IndexKey& key : index->keys) {
        if (key.column.empty()) return;
        unique.columns.emplace_back(key.column);
      }
      add(std::move(unique), index->table, at);
    }
  }

  void add(const Constraint& constraint, const ObjectName& table, const Operation& operation,
           const Moment& at) {
    Assumption assumed{.columns = strings(constraint.columns)};
    switch (constraint.kind) {
      case ConstraintKind::not_null:
        assumed.kind = Kind::no_nulls;
        break;
      case ConstraintKind::primary_key:
        if (assumed.columns.empty()) return;
        add({.kind = Kind::no_nulls, .columns = assumed.columns}, table, at);
        [[fallthrough]];
      case ConstraintKind::unique:
        if (assumed.columns.empty()) return;
        assumed.kind = Kind::unique;
        break;
      case ConstraintKind::foreign_key:
        assumed.kind = Kind::referenced;
        assumed.referenced_table = at.before.key(constraint.referenced_table);
        assumed.referenced_columns = strings(constraint.referenced_columns);
        break;
      case ConstraintKind::check:
        assumed.kind = Kind::condition;
        if (constraint.condition == nullptr) return;
        assumed.columns = strings(constraint.condition->columns);
        assumed.condition = condition_text(*constraint.condition, operation, at);
        if (assumed.condition.find("…") != std::string::npos) assumed.condition.clear();
        break;
      case ConstraintKind::exclude:
        assumed.kind = Kind::no_overlap;
        break;
    }
    add(std::move(assumed), table, at);
  }

  /// Of a table that is made here there are no rows to assume anything of.
  void add(Assumption assumed, const ObjectName& table, const Moment& at) {
    if (at.is_new(table)) return;
    assumed.table = at.before.key(table);
    assumed.statement = index_;
    run_.assumptions.push_back(std::move(assumed));
  }

  PlannedRun& run_;
  std::span<const Statement> script_;
  std::size_t index_ = 0;
};

}  // namespace

PlannedRun predict(Timeline& timeline, const Migration& migration, Direction direction,
                   std::span<const Statement> script) {
  PlannedRun run{.migration = &migration, .direction = direction};
  Collector collector(run, script);
  timeline.run(migration, direction, script,
               {.moment = [&](const Moment& at) { collector.add(at); }, .end = {}});
  return run;
}

}  // namespace miglint
