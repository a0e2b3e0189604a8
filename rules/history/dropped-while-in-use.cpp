// DROP without CASCADE of something that other objects depend on: the server refuses it.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include "lint/dependents.h"
#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

constexpr std::size_t most_named = 6;

/// The same command drops it as well.
bool goes_too(const Dependent& dependent, const Moment& at) {
  return std::ranges::any_of(at.command, [&](const Operation& operation) {
    if (const auto* drop = std::get_if<op::DropTable>(&operation.action)) {
      const std::string table = identifier(at.before.key(drop->table), at.before);
      return dependent.drop.starts_with("ALTER TABLE " + table + " ");
    }
    if (const auto* drop = std::get_if<op::DropColumn>(&operation.action)) {
      return dependent.drop.ends_with(" DROP COLUMN " + identifier(drop->column) + ";");
    }
    if (const auto* drop = std::get_if<op::DropConstraint>(&operation.action)) {
      return dependent.drop.ends_with(" DROP CONSTRAINT " + identifier(drop->constraint) + ";");
    }
    return false;
  });
}

void report(std::string_view what, std::string_view refused, Dependents dependents,
            const Operation& operation, const Moment& at, Findings& findings) {
  std::erase_if(dependents, [&](const Dependent& dependent) {
    return !dependent.sure || dependent.origin.migration == 0 ||
           !at.before.is_sure_of(dependent.origin) || goes_too(dependent, at);
  });
  // In a block with a handler the refusal may be meant.
  if (dependents.empty() || operation.nesting.conditional) return;
  Finding finding{
      .span = operation.span,
      .message = fmt::format("The server refuses {}, since ", refused),
      .safe_way = "-- before it\n",
  };
  const std::size_t shown = std::min(dependents.size(), most_named);
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) finding.message += ", ";
    finding.message += dependents[i].words;
    finding.safe_way += dependents[i].drop + '\n';
    finding.related.push_back(
        {dependents[i].origin.span, fmt::format("{} is made here", dependents[i].words)});
  }
  if (dependents.size() > shown) {
    finding.message += fmt::format(" and {} more", dependents.size() - shown);
  }
  finding.message += fmt::format(" depend{} on {}.", dependents.size() == 1 ? "s" : "", what);
  findings.add(std::move(finding));
}

void check_column(const op::DropColumn& drop, const Operation& operation, const Moment& at,
                  Findings& findings) {
  const Table* table = at.before.find_table(drop.table.name);
  if (drop.cascade || table == nullptr || table->find_column(drop.column) == nullptr) return;
  Dependents users = dependents_of_column(table->key, drop.column, at.before);
  constexpr std::uint16_t kGeneratedColumnStops = 15;  // Before, it went with the column.
  for (Dependent& user : users_of_column(*table, drop.column, at.before)) {
    const bool is_column = user.words.starts_with("the generated column");
    if (!is_column || at.server.major >= kGeneratedColumnStops) users.push_back(std::move(user));
  }
  const std::string name =
      fmt::format("`{}.{}`", identifier(table->key, at.before), identifier(drop.column));
  report("it", fmt::format("to drop {}", name), std::move(users), operation, at, findings);
}

void check_type(const op::AlterColumnType& alter, const Operation& operation, const Moment& at,
                Findings& findings) {
  const Table* table = at.before.find_table(alter.table.name);
  if (table == nullptr || table->find_column(alter.column) == nullptr) return;
  Dependents users = dependents_of_column(table->key, alter.column, at.before);
  // A foreign key follows the type.
  std::erase_if(users, [](const Dependent& user) { return !user.words.starts_with("the view"); });
  for (Dependent& user : users_of_column(*table, alter.column, at.before))
    users.push_back(std::move(user));
  const std::string name =
      fmt::format("`{}.{}`", identifier(table->key, at.before), identifier(alter.column));
  report("it", fmt::format("to change the type of {}", name), std::move(users), operation, at,
         findings);
}

void check_table(const op::DropTable& drop, const Operation& operation, const Moment& at,
                 Findings& findings) {
  const Table* table = at.before.find_table(drop.table);
  if (drop.cascade || table == nullptr) return;
  report("it", fmt::format("to drop `{}`", identifier(table->key, at.before)),
         dependents_of_table(table->key, at.before), operation, at, findings);
}

void check_constraint(const op::DropConstraint& drop, const Operation& operation, const Moment& at,
                      Findings& findings) {
  const Table* table = at.before.find_table(drop.table.name);
  const TableConstraint* constraint =
      table == nullptr ? nullptr : table->find_constraint(drop.constraint);
  if (drop.cascade || constraint == nullptr) return;
  if (constraint->kind != ConstraintKind::primary_key &&
      constraint->kind != ConstraintKind::unique) {
    return;
  }
  // Another key of the same columns may be the one that the foreign key has chosen.
  const bool is_only_key = std::ranges::none_of(table->indexes, [&](RelationKey key) {
    const Index* index = at.before.find_index(key);
    return index != nullptr && index->unique && index->constraint != constraint->name &&
           index->keys.size() == constraint->columns.size();
  });
  if (!is_only_key) return;
  report("it", fmt::format("to drop the constraint `{}`", identifier(constraint->name)),
         dependents_of_key(*table, *constraint, at.before), operation, at, findings);
}

void check_index(const op::DropIndex& drop, const Operation& operation, const Moment& at,
                 Findings& findings) {
  const Index* index = at.before.find_index(drop.index);
  if (index == nullptr || index->constraint.empty() || operation.nesting.conditional) return;
  if (!at.before.is_sure_of(index->origin)) return;
  const std::string table = identifier(index->table, at.before);
  const std::string constraint = identifier(index->constraint);
  findings.add({
      .span = operation.span,
      .message = fmt::format("The server refuses to drop the index `{}`, since the constraint `{}` "
                             "of `{}` is made of it.",
                             identifier(index->name), constraint, table),
      .safe_way = fmt::format("ALTER TABLE {} DROP CONSTRAINT {};\n", table, constraint),
      .related = {{index->origin.span, "made here"}},
  });
}

void check_type_drop(const op::DropObject& drop, const Operation& operation, const Moment& at,
                     Findings& findings) {
  using Kind = op::DropObject::Kind;
  if (drop.cascade) return;
  const std::string name = identifier(drop.name);
  if (drop.kind == Kind::type || drop.kind == Kind::domain) {
    report("it", fmt::format("to drop the type `{}`", name),
           dependents_of_type(drop.name, at.before), operation, at, findings);
  } else if (drop.kind == Kind::view || drop.kind == Kind::materialized_view) {
    const Table* view = at.before.find_table(drop.name);
    if (view == nullptr) return;
    report("it", fmt::format("to drop the view `{}`", name),
           dependents_of_table(view->key, at.before), operation, at, findings);
  }
}

}  // namespace

extern const RuleLogic dropped_while_in_use;
const RuleLogic dropped_while_in_use{.operations = {on<check_column>(), on<check_type>(),
                                                    on<check_table>(), on<check_constraint>(),
                                                    on<check_index>(), on<check_type_drop>()}};

}  // namespace miglint::rules
