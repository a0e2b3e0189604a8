#include "verify/prediction.h"

#include <fmt/format.h>

#include <algorithm>
#include <regex>
#include <utility>
#include <variant>

#include "lint/wording.h"
#include "verify/server/connection.h"

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
                                 .is_index = effect.is_index,
                                 .online = effect.online});
    }
  }

  /// What a bound demands of the rows of a table that becomes a partition.
  void end(const ScriptEnd& ended) {
    for (const Attached& attached : attached_) {
      const Table* table = ended.after.find_table(attached.partition);
      const Table* parent =
          table == nullptr ? nullptr : ended.after.find_table(table->partition_of);
      if (parent == nullptr || table->partition_conditions.empty()) continue;
      const std::string condition = condition_text(table->partition_conditions);
      if (condition.find("…") != std::string::npos) continue;
      run_.assumptions.push_back({.kind = Kind::condition,
                                  .table = attached.partition,
                                  .columns = parent->partition_columns,
                                  .condition = condition,
                                  .statement = attached.statement});
    }
  }

 private:
  void add_assumptions(const Operation& operation, const Moment& at) {
    if (const auto* set = std::get_if<op::SetNotNull>(&operation.action)) {
      add({.kind = Kind::no_nulls, .columns = {std::string(set->column)}}, set->table.name, at);
    } else if (const auto* change = std::get_if<op::ChangeColumn>(&operation.action)) {
      add_of_change(*change, at);
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
    } else if (const auto* update = std::get_if<op::UpdateRows>(&operation.action)) {
      const bool whole = update->filter.kind == FilterKind::is_null || operation.nesting.in_loop;
      if (!whole) return;
      for (const Assignment& assignment : update->assignments) {
        const bool tested = std::ranges::find(update->filter.is_null_columns, assignment.column) !=
                            update->filter.is_null_columns.end();
        // The batch of a loop is often chosen by a sub-query.
        if (!tested && !operation.nesting.in_loop) continue;
        add({.kind = Kind::some_nulls, .columns = {std::string(assignment.column)}}, update->table,
            at);
      }
    } else if (const auto* type = std::get_if<op::AlterColumnType>(&operation.action)) {
      add_of_enum(*type, at);
    } else if (const auto* domain = std::get_if<op::AlterDomain>(&operation.action)) {
      add_of_domain(*domain, operation, at);
    } else if (const auto* attach = std::get_if<op::AttachPartition>(&operation.action)) {
      if (!at.is_new(attach->partition)) {
        attached_.push_back({std::string(at.before.key(attach->partition)), index_});
      }
    }
  }

  /// MODIFY says all of a column again, also that it is NOT NULL.
  void add_of_change(const op::ChangeColumn& change, const Moment& at) {
    const Table* table = at.before.find_table(change.table.name);
    const Column* column = table == nullptr ? nullptr : table->find_column(change.column);
    if (!change.definition.not_null || (column != nullptr && column->not_null)) return;
    add({.kind = Kind::no_nulls, .columns = {std::string(change.column)}}, change.table.name, at);
  }

  /// Texts that become an enum are among its labels. A USING of its own may map others.
  void add_of_enum(const op::AlterColumnType& change, const Moment& at) {
    const UserType* type = at.before.find_type(change.type.name);
    const bool maps = change.using_expression != nullptr && !change.using_is_plain_cast;
    if (type == nullptr || type->kind != UserType::Kind::enum_ || type->values.empty() || maps) {
      return;
    }
    std::string labels;
    for (const auto& value : type->values)
      labels += (labels.empty() ? "" : ", ") + quote_literal(value.value);
    const std::string column(change.column);
    add({.kind = Kind::condition,
         .columns = {column},
         .condition = fmt::format("{}::text IN ({})", quote_identifier(column), labels)},
        change.table.name, at);
  }

  /// Every column of the domain is in it.
  void add_of_domain(const op::AlterDomain& alter, const Operation& operation, const Moment& at) {
    using Action = op::AlterDomain::Action;
    const bool not_null = alter.action == Action::set_not_null;
    std::string condition;
    if (!not_null) {
      const bool adds =
          alter.action == Action::add_constraint && alter.constraint.condition != nullptr;
      if (!adds) return;
      condition = condition_text(*alter.constraint.condition, operation, at);
      if (condition.find("…") != std::string::npos) return;
    }
    for (const Table* table : at.before.tables()) {
      for (const Column& column : table->columns) {
        if (!column.type || column.type->name != alter.domain.name) continue;
        Assumption assumed{.kind = not_null ? Kind::no_nulls : Kind::condition,
                           .columns = {column.name}};
        if (!not_null) assumed.condition = about_column(condition, column.name);
        if (!at.is_new(table->key)) add(std::move(assumed), table->key);
      }
    }
  }

  /// VALUE is the column.
  static std::string about_column(const std::string& condition, const std::string& column) {
    static const std::regex kValue(R"re(\bvalue\b)re", std::regex::icase);
    return std::regex_replace(condition, kValue, quote_identifier(column));
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
    if (!at.is_new(table)) add(std::move(assumed), at.before.key(table));
  }

  void add(Assumption assumed, RelationKey table) {
    assumed.table = table;
    assumed.statement = index_;
    run_.assumptions.push_back(std::move(assumed));
  }

  struct Attached {
    std::string partition;
    std::size_t statement = 0;
  };

  PlannedRun& run_;
  std::span<const Statement> script_;
  std::size_t index_ = 0;
  std::vector<Attached> attached_;
};

}  // namespace

PlannedRun predict(Timeline& timeline, const Migration& migration, Direction direction,
                   std::span<const Statement> script) {
  PlannedRun run{.migration = &migration, .direction = direction};
  Collector collector(run, script);
  timeline.run(migration, direction, script,
               {.moment = [&](const Moment& at) { collector.add(at); },
                .end = [&](const ScriptEnd& ended) { collector.end(ended); }});
  return run;
}

}  // namespace miglint
