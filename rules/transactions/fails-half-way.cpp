// Several changes of the schema that no transaction holds together.
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "lint/rule.h"

namespace miglint::rules {
namespace {

template <class Op, class... Ops>
constexpr bool is_one_of = (std::is_same_v<Op, Ops> || ...);

/// Rows, settings and upkeep: no change of the schema.
template <class Op>
constexpr bool leaves_schema =
    is_one_of<Op, op::UpdateRows, op::DeleteRows, op::InsertRows, op::MergeRows, op::SelectRows,
              op::CopyRows, op::TruncateTable, op::SetParameter, op::TransactionControl,
              op::LockTable, op::Vacuum, op::Cluster, op::Comment, op::PlanStatement,
              op::OtherCommand, op::Opaque, op::Reindex, op::RefreshMaterializedView,
              op::CallRoutine>;

/// Once done, it fails when it is run again.
template <class Op>
constexpr bool fails_again =
    is_one_of<Op, op::CreateTable, op::CreateTableAs, op::DropTable, op::RenameRelation,
              op::RenameColumn, op::RenameConstraint, op::AddColumn, op::DropColumn,
              op::AddConstraint, op::DropConstraint, op::AttachPartition, op::DetachPartition,
              op::CreateIndex, op::DropIndex, op::CreateEnum, op::AddEnumValue, op::RenameEnumValue,
              op::CreateDomain, op::CreateType, op::CreateSequence, op::CreateSchema,
              op::CreateExtension, op::DropObject, op::RenameObject, op::CreateView,
              op::CreateMaterializedView, op::CreatePolicy, op::DropPolicy, op::CreateFunction,
              op::CreateTrigger, op::DropTrigger>;

bool changes_schema(const Operation& operation) {
  return std::visit([]<class Op>(const Op&) { return !leaves_schema<Op>; }, operation.action);
}

bool fails_when_run_again(const Operation& operation) {
  return std::visit(
      []<class Op>(const Op& op) {
        if constexpr (!fails_again<Op>) return false;
        if constexpr (requires { op.if_not_exists; }) return !op.if_not_exists;
        if constexpr (requires { op.if_exists; }) return !op.if_exists;
        if constexpr (requires { op.or_replace; }) return !op.or_replace;
        return true;
      },
      operation.action);
}

/// Follows the BEGINs and COMMITs of the script; those of the tool are in the scope.
class Walk {
 public:
  explicit Walk(const ScriptEnd& at) : at_(at) {}

  void run(Findings& findings) {
    for (const Statement& statement : at_.script) {
      const bool alone = is_alone(statement);
      for (const Operation& operation : statement.operations) {
        see(operation);
        if (!alone || open_) continue;
        if (const auto* create = std::get_if<op::CreateTable>(&operation.action))
          made_.push_back(create->table);
        if (const auto* add = std::get_if<op::AddColumn>(&operation.action))
          added_.emplace_back(add->table.name.name, add->column.name);
        if (completes_made_table(operation)) continue;
        if (first_ != nullptr && first_of_ != &statement && may_fail(operation)) {
          report(operation, findings);
          return;
        }
        note_cleared(operation);
        if (first_ == nullptr && fails_when_run_again(operation) && !is_cleared(operation)) {
          first_ = &operation;
          first_of_ = &statement;
        }
      }
    }
  }

 private:
  /// An index or a constraint of a table that the script itself has made, and that is still empty.
  [[nodiscard]] bool completes_made_table(const Operation& operation) const {
    const ObjectName* table = nullptr;
    if (const auto* index = std::get_if<op::CreateIndex>(&operation.action)) table = &index->table;
    if (const auto* add = std::get_if<op::AddConstraint>(&operation.action))
      table = &add->table.name;
    return table != nullptr && is_made(*table);
  }

  /// On MySQL any two changes of the schema stand apart, so only those are worth a word that rows
  /// can make fail.
  [[nodiscard]] bool may_fail(const Operation& operation) const {
    if (at_.migration.dialect == Dialect::postgres) return changes_schema(operation);
    if (const auto* change = std::get_if<op::ChangeColumn>(&operation.action)) {
      return !is_made(change->table.name);
    }
    if (const auto* set = std::get_if<op::SetNotNull>(&operation.action)) {
      return !is_made(set->table.name);
    }
    if (const auto* add = std::get_if<op::AddConstraint>(&operation.action)) {
      return !std::ranges::all_of(add->constraint.columns, [&](std::string_view column) {
        return is_added(add->table.name, column);
      });
    }
    const auto* index = std::get_if<op::CreateIndex>(&operation.action);
    return index != nullptr && index->unique &&
           !std::ranges::all_of(index->keys, [&](const IndexKey& key) {
             return is_added(index->table, key.column);
           });
  }

  [[nodiscard]] bool is_made(const ObjectName& table) const {
    return std::ranges::find(made_, table) != made_.end();
  }

  /// The script itself adds the column: it holds one value, or none.
  [[nodiscard]] bool is_added(const ObjectName& table, std::string_view column) const {
    return std::ranges::find(added_, std::pair(table.name, column)) != added_.end();
  }

  /// Neither the tool nor the message makes it one transaction with others.
  [[nodiscard]] bool is_alone(const Statement& statement) {
    const Script& script = at_.direction == Direction::up ? at_.migration.up : at_.migration.down;
    const std::size_t index = statement.source == nullptr ? 0 : statement.source->scope;
    if (index >= script.scopes.size()) return false;
    const TransactionScope& scope = script.scopes[index];
    if (scope.known_by == KnownBy::guess) return false;
    // Elsewhere each change of the schema commits by itself, whatever is around it.
    if (at_.migration.dialect != Dialect::postgres) return true;
    reason_ = &scope;
    return scope.wrap == Wrap::none && scope.send == Send::statement;
  }

  /// What is dropped IF EXISTS before it is made can be made again.
  void note_cleared(const Operation& operation) {
    if (const auto* index = std::get_if<op::DropIndex>(&operation.action)) {
      if (index->if_exists) cleared_.insert(index->index.name);
    } else if (const auto* constraint = std::get_if<op::DropConstraint>(&operation.action)) {
      if (constraint->if_exists) cleared_.insert(constraint->constraint);
    }
  }

  [[nodiscard]] bool is_cleared(const Operation& operation) const {
    if (const auto* index = std::get_if<op::CreateIndex>(&operation.action)) {
      return cleared_.contains(index->name);
    }
    const auto* add = std::get_if<op::AddConstraint>(&operation.action);
    return add != nullptr && cleared_.contains(add->constraint.name);
  }

  void see(const Operation& operation) {
    const auto* control = std::get_if<op::TransactionControl>(&operation.action);
    if (control == nullptr || operation.nesting.in_block) return;
    using Kind = op::TransactionControl::Kind;
    if (control->kind == Kind::begin) open_ = at_.migration.dialect == Dialect::postgres;
    if (control->kind == Kind::commit || control->kind == Kind::rollback) open_ = control->chain;
  }

  void report(const Operation& operation, Findings& findings) const {
    const bool known = reason_ != nullptr && !reason_->reason.empty();
    findings.add({
        .span = operation.span,
        .message = fmt::format(
            "If this fails, what came before it stays done: no transaction holds the two "
            "together{}. "
            "The migration is not recorded, and its next run fails at what is there already.",
            known ? fmt::format(" ({})", reason_->reason) : ""),
        .safe_way = "-- a migration for each of the two, or both in a transaction,\n"
                    "-- or IF NOT EXISTS and IF EXISTS, so that it can be run again\n",
        .related = {{first_->span, "this stays done, and fails when it is run again"}},
    });
  }

  const ScriptEnd& at_;
  bool open_ = false;
  const Operation* first_ = nullptr;
  const Statement* first_of_ = nullptr;
  std::vector<ObjectName> made_;
  std::vector<std::pair<std::string_view, std::string_view>> added_;  ///< Tables and columns.
  std::set<std::string_view> cleared_;
  const TransactionScope* reason_ = nullptr;
};

void check(const ScriptEnd& at, Findings& findings) {
  Walk(at).run(findings);
}

}  // namespace

extern const RuleLogic fails_half_way;
const RuleLogic fails_half_way{.end = check};

}  // namespace miglint::rules
