// A text column becomes an enum: one value that is none of its words stops the migration.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "lint/rule.h"
#include "lint/wording.h"
#include "timeline/later_operations.h"

namespace miglint::rules {
namespace {

/// A validated CHECK says which values there are.
bool is_checked(const Table& table, std::string_view column) {
  const std::string list = std::string(column) + " IN (";
  return std::ranges::any_of(table.constraints, [&](const TableConstraint& constraint) {
    return constraint.kind == ConstraintKind::check && constraint.validated &&
           std::ranges::any_of(constraint.conjuncts, [&](const std::string& part) {
             return part.starts_with(list) || part.starts_with(std::string(column) + " = ");
           });
  });
}

/// The script puts the values right before.
bool is_cleaned_up(RelationKey table, std::string_view column, const Operation& operation,
                   const Moment& at) {
  return find_earlier_in_script(operation, at, [&](const Operation& other, const Statement&) {
    if (const auto* update = std::get_if<op::UpdateRows>(&other.action)) {
      return at.before.key(update->table) == table &&
             std::ranges::find(update->assignments, column, &Assignment::column) !=
                 update->assignments.end();
    }
    const auto* remove = std::get_if<op::DeleteRows>(&other.action);
    return remove != nullptr && at.before.key(remove->table) == table;
  });
}

std::vector<std::string> lost_values(const UserType& from, const UserType& to) {
  std::vector<std::string> lost;
  for (const UserType::EnumValue& value : from.values) {
    const bool kept =
        std::ranges::find(to.values, value.value, &UserType::EnumValue::value) != to.values.end();
    if (!kept) lost.push_back(fmt::format("'{}'", value.value));
  }
  return lost;
}

std::string quoted(const UserType& type) {
  std::vector<std::string> words;
  for (const UserType::EnumValue& value : type.values)
    words.push_back(fmt::format("'{}'", value.value));
  return fmt::format("{}", fmt::join(words, ", "));
}

void check(const op::AlterColumnType& alter, const Operation& operation, const Moment& at,
           Findings& findings) {
  if (alter.using_expression == nullptr || alter.type.array_dimensions != 0) return;
  if (at.direction == Direction::down || at.is_new(alter.table.name)) return;
  // Another expression may map the values.
  if (!alter.using_expression->functions.empty() || alter.using_expression->columns.size() != 1) {
    return;
  }
  const std::string_view text = source_text(alter.using_expression->span, operation, at);
  if (text.find("CASE") != std::string_view::npos || text.find("case") != std::string_view::npos) {
    return;
  }
  const UserType* type = at.before.find_type(alter.type.name);
  const Table* table = at.before.find_table(alter.table.name);
  if (type == nullptr || type->kind != UserType::Kind::enum_ || table == nullptr) return;
  const Column* column = table->find_column(alter.column);
  if (column == nullptr || !column->type) return;
  const UserType* old = at.before.find_type({column->type->schema, column->type->name});
  const std::string name = identifier(alter.column);
  std::string values = fmt::format("a value in `{}` that is none of its words", name);
  if (old != nullptr) {
    if (old->kind != UserType::Kind::enum_ || old->assumed) return;
    const auto lost = lost_values(*old, *type);
    if (lost.empty()) return;
    values = fmt::format("{} in `{}`, which `{}` no longer has,", fmt::join(lost, " or "), name,
                         identifier(alter.type.name));
  } else if (is_checked(*table, alter.column)) {
    return;
  }
  if (is_cleaned_up(table->key, alter.column, operation, at)) return;
  const std::string relation = identifier(alter.table.name);
  findings.add({
      .span = operation.span,
      .message = fmt::format(
          "One row of `{}` with {} is enough for the conversion to fail, after the table "
          "has been read and written under ACCESS EXCLUSIVE.",
          relation, values),
      .safe_way = fmt::format("-- before: is there any?\n"
                              "SELECT {0}, count(*) FROM {1} WHERE {0}::text NOT IN ({2}) GROUP BY "
                              "{0};\n",
                              name, relation, quoted(*type)),
      .related = {{type->origin.span, "its words"}},
  });
}

}  // namespace

extern const RuleLogic enum_conversion_unchecked;
const RuleLogic enum_conversion_unchecked{.operations = {on<check>()}};

}  // namespace miglint::rules
