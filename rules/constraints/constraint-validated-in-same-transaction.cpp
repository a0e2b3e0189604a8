// VALIDATE CONSTRAINT under a strong lock that the same transaction holds already.
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <variant>

#include "lint/existing.h"
#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

struct StrongLock {
  LockMode mode;
  Span since;
};

/// The lock that blocks others while the rows are read: taken earlier in the transaction, or by
/// another part of the same ALTER TABLE.
std::optional<StrongLock> strong_lock(RelationKey table, const Operation& operation,
                                      const Moment& at) {
  std::optional<StrongLock> strongest;
  if (const HeldLock* held = at.held_on(table); held != nullptr && held->existed_before) {
    strongest = {held->mode, held->since};
  }
  for (const Operation& other : at.command) {
    if (&other == &operation) continue;
    const Effect* effect = at.effect_on(other, table);
    if (effect == nullptr || (strongest && strongest->mode >= effect->lock)) continue;
    strongest = {effect->lock, other.span};
  }
  if (strongest && !blocks_writes(strongest->mode)) strongest.reset();
  return strongest;
}

bool adds(const Operation& operation, std::string_view constraint) {
  const auto* add = std::get_if<op::AddConstraint>(&operation.action);
  return add != nullptr && add->constraint.name == constraint;
}

void check(const op::ValidateConstraint& validate, const Operation& operation, const Moment& at,
           Findings& findings) {
  const Effect* effect = work_on_existing(&Effect::scan, operation, at);
  if (effect == nullptr) return;
  const auto lock = strong_lock(effect->relation, operation, at);
  if (!lock) return;

  const std::string table = identifier(validate.table.name);
  const std::string constraint = identifier(validate.constraint);
  const TableConstraint* known = nullptr;
  if (const Table* target = at.before.find_table(validate.table.name)) {
    known = target->find_constraint(validate.constraint);
  }
  const bool in_command = std::ranges::any_of(
      at.command, [&](const Operation& other) { return adds(other, validate.constraint); });
  const bool added_here =
      in_command || (known != nullptr && known->origin.transaction == at.transaction.number);

  LockFact fact = lock_fact(*effect);
  fact.lock = lock->mode;
  findings.add({
      .span = operation.span,
      .message = fmt::format(
          "`{}` is validated in the transaction that {}: its {} lock is still held, and {} while "
          "every row is checked.",
          constraint, added_here ? "added it" : fmt::format("has locked `{}`", table),
          sql_name(lock->mode), blocks(lock->mode, table)),
      .safe_way = fmt::format(
          "-- commit first: in a transaction of its own this blocks neither reads nor writes\n"
          "ALTER TABLE {} VALIDATE CONSTRAINT {};\n",
          table, constraint),
      .related = {{lock->since, "the lock is taken here"}},
      .effect = std::move(fact),
  });
}

}  // namespace

extern const RuleLogic constraint_validated_in_same_transaction;
const RuleLogic constraint_validated_in_same_transaction{.operations = {on<check>()}};

}  // namespace miglint::rules
