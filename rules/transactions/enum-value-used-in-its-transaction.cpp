// A new value of an enum that is used before the transaction that added it has committed.
#include <fmt/format.h>

#include <algorithm>
#include <concepts>
#include <string_view>
#include <variant>
#include <vector>

#include "lint/rule.h"
#include "lint/string_constants.h"
#include "lint/wording.h"
#include "timeline/later_operations.h"

namespace miglint::rules {
namespace {

/// Relations and types that an operation has to do with.
struct Concern {
  std::vector<ObjectName> relations;
  std::vector<std::string_view> types;
};

void add_concern(const Operation& operation, Concern& to) {
  std::visit(
      [&]<class Op>(const Op& op) {
        if constexpr (requires { op.table.name.name; }) {
          to.relations.push_back(op.table.name);
        } else if constexpr (requires {
                               { op.table } -> std::convertible_to<ObjectName>;
                             }) {
          to.relations.push_back(op.table);
        }
        if constexpr (requires { op.reads; }) {
          to.relations.insert(to.relations.end(), op.reads.begin(), op.reads.end());
        }
        if constexpr (requires { op.type.modifiers; }) to.types.push_back(op.type.name.name);
        if constexpr (std::same_as<Op, op::AddColumn>) {
          to.types.push_back(op.column.type.name.name);
        } else if constexpr (std::same_as<Op, op::CreateTable>) {
          to.relations.clear();
          for (const ColumnDefinition& column : op.columns)
            to.types.push_back(column.type.name.name);
        } else if constexpr (std::same_as<Op, op::CreateFunction>) {
          // The server reads the body of a SQL function at once, that of others when it runs.
          if (op.language != "sql") return;
          for (const Operation& inner : op.body)
            add_concern(inner, to);
        }
      },
      operation.action);
}

bool may_have_column_of(std::string_view type, const ObjectName& relation, const Schema& schema) {
  if (relation.schema == "pg_catalog" || relation.name.starts_with("pg_")) return false;
  const Table* table = schema.find_table(relation);
  if (table == nullptr || table->columns_incomplete) return true;
  return std::ranges::any_of(table->columns, [&](const Column& column) {
    return !column.type || column.type->name == type;
  });
}

/// Of the constant in `SET note = 'x'`: the column is no enum.
bool assigned_to_another_type(std::size_t place, std::string_view type, const Operation& operation,
                              const Schema& schema) {
  const auto* update = std::get_if<op::UpdateRows>(&operation.action);
  if (update == nullptr) return false;
  const Table* table = schema.find_table(update->table);
  if (table == nullptr) return false;
  return std::ranges::any_of(update->assignments, [&](const Assignment& assignment) {
    if (assignment.value == nullptr || place < assignment.value->span.begin ||
        place >= assignment.value->span.end) {
      return false;
    }
    const Column* column = table->find_column(assignment.column);
    return column != nullptr && column->type && column->type->name != type;
  });
}

/// In a block the operation's own text begins at its span and ends where the next one's begins.
bool is_own(const StringConstant& constant, const Operation& operation,
            const Statement& statement) {
  if (!operation.nesting.in_block) return true;
  const auto place = statement.span.begin + constant.begin;
  if (place < operation.span.begin) return false;
  return std::ranges::none_of(statement.operations, [&](const Operation& other) {
    return other.span.begin > operation.span.begin && other.span.begin <= place;
  });
}

bool uses(const Operation& operation, const Statement& statement, const op::AddEnumValue& add,
          const Schema& schema) {
  Concern concern;
  add_concern(operation, concern);
  const std::string_view type = add.type.name;
  const bool concerned = std::ranges::find(concern.types, type) != concern.types.end() ||
                         std::ranges::any_of(concern.relations, [&](const ObjectName& relation) {
                           return may_have_column_of(type, relation, schema);
                         });
  const auto* function = std::get_if<op::CreateFunction>(&operation.action);
  // Without a relation to read it may still cast the constant to the type.
  const bool computes = std::holds_alternative<op::SelectRows>(operation.action) ||
                        (function != nullptr && function->language == "sql");
  if (!concerned && !computes) return false;
  const auto constants = string_constants(statement.text, add.value);
  return std::ranges::any_of(constants, [&](const StringConstant& constant) {
    if (!is_own(constant, operation, statement)) return false;
    if (!constant.cast.empty()) return constant.cast == type;
    return concerned && !assigned_to_another_type(statement.span.begin + constant.begin, type,
                                                  operation, schema);
  });
}

bool is_usable(const op::AddEnumValue& add, const Moment& at) {
  const UserType* type = at.before.find_type(add.type);
  if (type == nullptr) return false;
  const bool there =
      std::ranges::find(type->values, add.value, &UserType::EnumValue::value) != type->values.end();
  if (there) return true;
  // Since PostgreSQL 17 a type of the same transaction is free in this, too.
  return at.server.major >= 17 && !type->assumed &&
         type->origin.transaction == at.transaction.number;
}

/// The open transaction is around all pending migrations.
bool is_pending(const Moment& at) {
  const TransactionScope* scope = at.transaction.scope;
  return at.transaction.open() && scope != nullptr && scope->wrap == Wrap::all_pending;
}

Finding finding_of(const op::AddEnumValue& add, Span use, Span added, const Moment& at,
                   std::string_view where) {
  const std::string type = identifier(add.type);
  const std::string value = string_constant(add.value);
  return {
      .span = use,
      .message = fmt::format("{} was added to `{}` in this same transaction{}. The server refuses "
                             "to use it before COMMIT, so the transaction fails here.",
                             value, type, where),
      .safe_way =
          fmt::format("-- {}\nALTER TYPE {} ADD VALUE IF NOT EXISTS {};\n",
                      is_pending(at) ? "committed by itself, before it is used"
                                     : "in a migration of its own, committed before this one",
                      type, value),
      .related = {{added, "the value is added here"}},
  };
}

void check(const op::AddEnumValue& add, const Operation& operation, const Moment& at,
           Findings& findings) {
  if (is_usable(add, at)) return;
  find_later_in_transaction(operation, at, [&](const Operation& later, const Statement& statement) {
    if (!uses(later, statement, add, at.before)) return false;
    findings.add(finding_of(add, later.span, operation.span, at, ""));
    return true;
  });
}

/// That transaction holds the values of earlier migrations, too.
void check_pending(const Moment& at, Findings& findings) {
  if (!is_pending(at) || !at.statement.text.contains('\'')) return;
  for (const UserType* type : at.before.types()) {
    const bool is_free = at.server.major >= 17 && !type->assumed &&
                         type->origin.transaction == at.transaction.number;
    if (type->kind != UserType::Kind::enum_ || is_free) continue;
    const std::string_view schema = type->schema;
    for (const UserType::EnumValue& value : type->values) {
      if (value.origin.transaction != at.transaction.number ||
          value.origin.migration == at.migration_number) {
        continue;
      }
      const op::AddEnumValue add{
          .type = {.schema = schema == "public" ? std::string_view() : schema, .name = type->name},
          .value = value.value};
      for (const Operation& operation : at.command) {
        if (uses(operation, at.statement, add, at.before)) {
          findings.add(finding_of(add, operation.span, value.origin.span, at,
                                  ", by an earlier migration that is pending with this one"));
        }
      }
    }
  }
}

}  // namespace

extern const RuleLogic enum_value_used_in_its_transaction;
const RuleLogic enum_value_used_in_its_transaction{.operations = {on<check>()},
                                                   .command = check_pending};

}  // namespace miglint::rules
