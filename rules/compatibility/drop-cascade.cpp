// CASCADE: what depends on the object goes too, and no line of the migration names it.
#include <fmt/format.h>

#include <algorithm>
#include <ranges>
#include <string>
#include <string_view>

#include "lint/dependents.h"
#include "lint/rule.h"
#include "lint/wording.h"
#include "source/ascii.h"

namespace miglint::rules {
namespace {

/// More dependents than these are only counted.
constexpr std::size_t most_named = 6;

std::string list(const Dependents& dependents) {
  const std::size_t shown = std::min(dependents.size(), most_named);
  std::string text;
  for (const Dependent& dependent : dependents | std::views::take(shown)) {
    if (!text.empty()) text += ", ";
    text += dependent.words;
  }
  if (dependents.size() > shown) text += fmt::format(" and {} more", dependents.size() - shown);
  return text;
}

/// `drop` is the command without its CASCADE.
std::string safe_way(const Dependents& dependents, std::string_view drop) {
  std::string steps =
      "-- each by name; when something was forgotten, the server refuses and says what it is\n";
  const std::size_t shown = std::min(dependents.size(), most_named);
  for (const Dependent& dependent : dependents | std::views::take(shown) | std::views::reverse) {
    steps += dependent.drop + '\n';
  }
  if (dependents.size() > shown) steps += "-- … and the others\n";
  return steps + std::string(drop) + '\n';
}

void report(std::string_view what, std::string_view drop, const Dependents& dependents,
            const Operation& operation, const Moment& at, Findings& findings) {
  // Of a rollback, cascade-in-rollback tells.
  if (at.direction == Direction::down) return;
  findings.add({
      .span = operation.span,
      .message = dependents.empty()
                     ? fmt::format("CASCADE drops whatever depends on {}, on this server and on "
                                   "every other, without naming it.",
                                   what)
                     : fmt::format("CASCADE drops what depends on {}: as far as the migrations "
                                   "show, {}.",
                                   what, list(dependents)),
      .safe_way = safe_way(dependents, drop),
  });
}

void check_table(const op::DropTable& drop, const Operation& operation, const Moment& at,
                 Findings& findings) {
  if (!drop.cascade || at.is_new(drop.table)) return;
  if (drop.if_exists && at.before.known_absent(drop.table)) return;
  const std::string table = identifier(drop.table);
  report(fmt::format("`{}`", table), fmt::format("DROP TABLE {};", table),
         dependents_of_table(at.before.key(drop.table), at.before), operation, at, findings);
}

void check_column(const op::DropColumn& drop, const Operation& operation, const Moment& at,
                  Findings& findings) {
  if (!drop.cascade || at.is_new(drop.table.name)) return;
  const std::string table = identifier(drop.table.name);
  const std::string column = identifier(drop.column);
  report(fmt::format("`{}.{}`", table, column),
         fmt::format("ALTER TABLE {} DROP COLUMN {};", table, column),
         dependents_of_column(at.before.key(drop.table.name), drop.column, at.before), operation,
         at, findings);
}

void check_constraint(const op::DropConstraint& drop, const Operation& operation, const Moment& at,
                      Findings& findings) {
  if (!drop.cascade || at.is_new(drop.table.name)) return;
  const Table* table = at.before.find_table(drop.table.name);
  const TableConstraint* constraint =
      table == nullptr ? nullptr : table->find_constraint(drop.constraint);
  // On any but a key nothing can depend.
  if (constraint != nullptr && constraint->kind != ConstraintKind::primary_key &&
      constraint->kind != ConstraintKind::unique) {
    return;
  }
  Dependents names;
  if (constraint != nullptr) names = dependents_of_key(*table, *constraint, at.before);
  const std::string name = identifier(drop.constraint);
  report(fmt::format("the constraint `{}`", name),
         fmt::format("ALTER TABLE {} DROP CONSTRAINT {};", identifier(drop.table.name), name),
         names, operation, at, findings);
}

void check_object(const op::DropObject& drop, const Operation& operation, const Moment& at,
                  Findings& findings) {
  using Kind = op::DropObject::Kind;
  // All that is in a schema is drop-schema.
  if (!drop.cascade || drop.kind == Kind::schema) return;
  const bool relation = drop.kind == Kind::view || drop.kind == Kind::materialized_view ||
                        drop.kind == Kind::sequence || drop.kind == Kind::foreign_table;
  if (relation && (at.is_new(drop.name) || (drop.if_exists && at.before.known_absent(drop.name)))) {
    return;
  }
  Dependents names;
  if (relation) {
    names = dependents_of_table(at.before.key(drop.name), at.before);
  } else if (drop.kind == Kind::type || drop.kind == Kind::domain) {
    const UserType* type = at.before.find_type(drop.name);
    const bool is_new =
        type != nullptr && !type->assumed && type->origin.migration == at.migration_number;
    if (is_new) return;
    names = dependents_of_type(drop.name, at.before);
  } else if (const Function* function = at.before.find_function(drop.name);
             function != nullptr && function->origin.migration == at.migration_number) {
    return;
  }
  const std::string name = identifier(drop.name);
  report(fmt::format("the {} `{}`", ascii::lower_case(drop.kind_word), name),
         fmt::format("DROP {} {};", drop.kind_word, name), names, operation, at, findings);
}

}  // namespace

extern const RuleLogic drop_cascade;
const RuleLogic drop_cascade{.operations = {on<check_table>(), on<check_column>(),
                                            on<check_constraint>(), on<check_object>()}};

}  // namespace miglint::rules
