#include "runbook/demands.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

#include "lint/wording.h"
#include "runbook/exclusion_parts.h"

namespace miglint {
namespace {

using Kind = Demand::Kind;

constexpr std::string_view kUnknown = "…";

template <class Names>
std::vector<std::string> strings(const Names& names) {
  return {names.begin(), names.end()};
}

/// The columns that a foreign key refers to; those of the primary key when it names none.
std::vector<std::string> referenced_columns(std::span<const std::string_view> written,
                                            const Table* table) {
  if (!written.empty() || table == nullptr) return strings(written);
  const auto key =
      std::ranges::find(table->constraints, ConstraintKind::primary_key, &TableConstraint::kind);
  return key == table->constraints.end() ? std::vector<std::string>() : key->columns;
}

class DemandReader {
 public:
  DemandReader(const Operation& operation, const Moment& at, std::vector<Demand>& demands,
               std::vector<std::string>& remarks)
      : operation_(operation), at_(at), demands_(demands), remarks_(remarks) {}

  void operator()(const op::SetNotNull& set) {
    add({.kind = Kind::no_nulls, .columns = {std::string(set.column)}}, set.table.name);
  }

  /// MODIFY and CHANGE of MySQL.
  void operator()(const op::ChangeColumn& change) {
    const ColumnDefinition& column = change.definition;
    const std::string name(change.column);
    const Table* table = at_.before.find_table(change.table.name);
    const Column* old = table == nullptr ? nullptr : table->find_column(change.column);
    const bool was_required = old != nullptr && old->not_null_known && old->not_null;
    if (column.not_null && !was_required) {
      add({.kind = Kind::no_nulls, .columns = {name}}, change.table.name);
    }
    if (column.type.labels.empty() || column.type.name.name != "enum") return;
    const auto is_kept = [&](const std::string& label) {
      return std::ranges::find(column.type.labels, label) != column.type.labels.end();
    };
    const bool was_enum = old != nullptr && old->type && old->type->name == "enum";
    if (was_enum && std::ranges::all_of(old->type->labels, is_kept)) return;
    add({.kind = Kind::enum_values, .columns = {name}, .labels = strings(column.type.labels)},
        change.table.name);
  }

  void operator()(const op::AddConstraint& add) { read(add.constraint, add.table.name); }

  void operator()(const op::AddColumn& add_column) {
    const ColumnDefinition& column = add_column.column;
    const bool has_value = column.default_value != nullptr || column.generated != Generated::no ||
                           column.identity != Identity::no || column.type.serial ||
                           column.auto_increment;
    if (!column.not_null || has_value || at_.migration.dialect != Dialect::postgres) return;
    add({.kind = Kind::no_rows, .columns = {std::string(column.name)}}, add_column.table.name);
  }

  void operator()(const op::CreateIndex& create) {
    if (!create.unique) return;
    Demand unique{.kind = Kind::unique, .nulls_not_distinct = create.nulls_not_distinct};
    for (const IndexKey& key : create.keys) {
      if (!key.column.empty()) {
        unique.columns.emplace_back(key.column);
        unique.expressions.push_back(identifier(key.column));
        continue;
      }
      const std::string_view text = source_text(key.expression->span, operation_, at_);
      if (text.empty()) return cannot(create.table, "an expression of the unique index");
      unique.expressions.push_back(fmt::format("({})", text));
      for (const std::string_view column : key.expression->columns)
        unique.columns.emplace_back(column);
    }
    if (create.predicate != nullptr) {
      unique.condition = condition_text(*create.predicate, operation_, at_);
      if (unique.condition.contains(kUnknown)) {
        return cannot(create.table, "the predicate of the unique index");
      }
    }
    add(std::move(unique), create.table);
  }

  void operator()(const op::ValidateConstraint& validate) {
    const RelationKey key = at_.before.key(validate.table.name);
    const auto added = std::ranges::find_if(demands_, [&](const Demand& demand) {
      return demand.table == key && demand.constraint == validate.constraint;
    });
    if (added != demands_.end()) {
      added->enforced = true;
      return;
    }
    const Table* table = at_.before.find_table(key);
    const TableConstraint* constraint =
        table == nullptr ? nullptr : table->find_constraint(validate.constraint);
    if (constraint == nullptr) return;
    Demand demand{.constraint = constraint->name, .columns = constraint->columns};
    if (constraint->kind == ConstraintKind::foreign_key) {
      demand.kind = Kind::referenced;
      demand.referenced_table = constraint->referenced_table;
      const std::vector<std::string_view> written(constraint->referenced_columns.begin(),
                                                  constraint->referenced_columns.end());
      demand.referenced_columns =
          referenced_columns(written, at_.before.find_table(constraint->referenced_table));
      if (demand.referenced_columns.size() != demand.columns.size()) return;
    } else if (constraint->kind == ConstraintKind::check) {
      demand.columns = constraint->reads;
      const bool is_proof =
          constraint->proves_not_null.size() == 1 && constraint->conjuncts.size() == 1;
      demand.kind = is_proof ? Kind::no_nulls : Kind::condition;
      demand.condition = condition_text(constraint->conjuncts);
      if (!is_proof && demand.condition.contains(kUnknown)) return;
    } else {
      return;
    }
    add(std::move(demand), validate.table.name);
  }

  void operator()(const op::AlterColumnType& alter) {
    const UserType* type = at_.before.find_type(alter.type.name);
    if (type == nullptr || type->kind != UserType::Kind::enum_ || type->assumed) return;
    if (alter.using_expression != nullptr && !alter.using_is_plain_cast &&
        !alter.using_expression->is_constant) {
      return cannot(alter.table.name, "the USING expression");
    }
    Demand demand{.kind = Kind::enum_values, .columns = {std::string(alter.column)}};
    for (const auto& value : type->values)
      demand.labels.push_back(value.value);
    add(std::move(demand), alter.table.name);
  }

  template <class Op>
  void operator()(const Op& /*operation*/) {}

 private:
  void read(const Constraint& constraint, const ObjectName& table) {
    Demand demand{.constraint = std::string(constraint.name),
                  .columns = strings(constraint.columns),
                  .enforced = !constraint.not_valid && !constraint.not_enforced};
    switch (constraint.kind) {
      case ConstraintKind::not_null:
        demand.kind = Kind::no_nulls;
        break;
      case ConstraintKind::primary_key:
        if (demand.columns.empty()) return;
        add({.kind = Kind::no_nulls, .columns = demand.columns}, table);
        [[fallthrough]];
      case ConstraintKind::unique:
        // USING INDEX: the index has made the demand.
        if (demand.columns.empty()) return;
        if (constraint.temporal) {
          read_without_overlaps(demand);
          break;
        }
        demand.kind = Kind::unique;
        demand.nulls_not_distinct = constraint.nulls_not_distinct;
        for (const std::string& column : demand.columns)
          demand.expressions.push_back(identifier(column));
        break;
      case ConstraintKind::foreign_key:
        if (constraint.temporal) return cannot(table, "the foreign key over a PERIOD");
        demand.kind = Kind::referenced;
        demand.referenced_table = at_.before.key(constraint.referenced_table);
        demand.referenced_columns = referenced_columns(
            constraint.referenced_columns, at_.before.find_table(constraint.referenced_table));
        if (demand.referenced_columns.size() != demand.columns.size()) {
          return cannot(table, "the foreign key: the key that it refers to is not known");
        }
        break;
      case ConstraintKind::check: {
        if (constraint.condition == nullptr) return;
        const Expression& condition = *constraint.condition;
        demand.columns = strings(condition.columns);
        // CHECK (a IS NOT NULL), the usual proof for SET NOT NULL.
        if (condition.columns.size() == 1 && condition.not_null_columns.size() == 1 &&
            condition.conjuncts.size() == 1) {
          demand.kind = Kind::no_nulls;
          break;
        }
        demand.kind = Kind::condition;
        demand.condition = condition_text(condition, operation_, at_);
        if (demand.condition.contains(kUnknown)) return cannot(table, "the CHECK");
        break;
      }
      case ConstraintKind::exclude:
        if (!read_exclusion(constraint, demand)) {
          return cannot(table, "the exclusion constraint");
        }
        break;
    }
    add(std::move(demand), table);
  }

  bool read_exclusion(const Constraint& constraint, Demand& demand) const {
    std::string_view text = source_text(constraint.span, operation_, at_);
    if (text.empty() && at_.statement.operations.size() == 1) text = at_.statement.text;
    auto parts = exclusion_parts(text);
    if (!parts) return false;
    demand.kind = Kind::apart;
    demand.expressions = std::move(parts->values);
    demand.operators = std::move(parts->operators);
    demand.condition = std::move(parts->predicate);
    for (const IndexKey& key : constraint.exclusions) {
      if (!key.column.empty()) demand.columns.emplace_back(key.column);
      if (key.expression == nullptr) continue;
      for (const std::string_view column : key.expression->columns)
        demand.columns.emplace_back(column);
    }
    if (constraint.condition == nullptr) return true;
    for (const std::string_view column : constraint.condition->columns)
      demand.columns.emplace_back(column);
    return true;
  }

  /// UNIQUE (room_id, during WITHOUT OVERLAPS) compares the last column as ranges.
  static void read_without_overlaps(Demand& demand) {
    demand.kind = Kind::apart;
    for (const std::string& column : demand.columns) {
      demand.expressions.push_back(identifier(column));
      demand.operators.emplace_back(&column == &demand.columns.back() ? "&&" : "=");
    }
  }

  void cannot(const ObjectName& table, std::string_view what) {
    remarks_.push_back(
        fmt::format("no check asks for rows of `{}` that break {}", identifier(table), what));
  }

  /// Of a table that is made here there are no rows to demand anything of.
  void add(Demand demand, const ObjectName& table) {
    if (at_.is_new(table)) return;
    demand.table = at_.before.key(table);
    demand.span = operation_.span;
    demands_.push_back(std::move(demand));
  }

  const Operation& operation_;
  const Moment& at_;
  std::vector<Demand>& demands_;
  std::vector<std::string>& remarks_;
};

}  // namespace

void add_demands(const Operation& operation, const Moment& at, std::vector<Demand>& demands,
                 std::vector<std::string>& remarks) {
  std::visit(DemandReader(operation, at, demands, remarks), operation.action);
}

}  // namespace miglint
