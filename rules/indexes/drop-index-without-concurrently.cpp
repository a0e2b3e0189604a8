// DROP INDEX without CONCURRENTLY: reads and writes of the table queue behind it.
#include <fmt/format.h>

#include <algorithm>
#include <variant>

#include "lint/rewrite.h"
#include "lint/rule.h"
#include "lint/safe_way.h"
#include "lint/wording.h"
#include "timeline/later_operations.h"

namespace miglint::rules {
namespace {

/// The effect on the index's table; of an index never seen, the one on the index itself.
const Effect* effect_of(const Index* index, const Operation& operation, const Moment& at) {
  if (index != nullptr) return at.effect_on(operation, index->table);
  const auto effects = at.effects_of(operation);
  return effects.empty() ? nullptr : &effects.front();
}

bool is_closed(RelationKey table, const Moment& at) {
  const HeldLock* held = at.held_on(table);
  return held != nullptr && held->migration == at.migration_number &&
         held->mode == LockMode::access_exclusive;
}

bool is_dropped_later(const Index& index, const Operation& operation, const Moment& at) {
  return find_later_in_script(operation, at, [&](const Operation& later, const Statement&) {
    const auto* drop = std::get_if<op::DropTable>(&later.action);
    return drop != nullptr && at.before.key(drop->table) == index.table;
  });
}

void check(const op::DropIndex& drop, const Operation& operation, const Moment& at,
           Findings& findings) {
  if (drop.concurrently) return;
  const Index* index = at.before.find_index(drop.index);
  if (index == nullptr && drop.if_exists && at.before.known_absent(drop.index)) return;
  if (index != nullptr) {
    // The server refuses it: dropped-while-in-use tells.
    if (!index->constraint.empty()) return;
    if (at.is_new(index->table) || index->origin.migration == at.migration_number) return;
    // A partitioned index has no other way, and is dropped in an instant once the lock is there.
    const Table* table = at.before.find_table(index->table);
    if (table != nullptr && table->kind == TableKind::partitioned_table) return;
  }
  const Effect* effect = effect_of(index, operation, at);
  if (effect == nullptr) return;
  // The table is closed already, or goes in the same script: nobody waits for this one.
  if (index != nullptr && (is_closed(index->table, at) || is_dropped_later(*index, operation, at)))
    return;

  const std::string name = identifier(drop.index);
  const std::string sql =
      fmt::format("DROP INDEX CONCURRENTLY {}{};\n", drop.if_exists ? "IF EXISTS " : "", name);
  const std::string table =
      index == nullptr ? "its table" : fmt::format("`{}`", identifier(index->table, at.before));
  findings.add({
      .span = operation.span,
      .message = fmt::format(
          "Dropping `{}` takes {} on {}: it waits for every running query there, and all reads and "
          "writes of the table wait behind it.",
          name, sql_name(effect->lock), table),
      .safe_way = outside_transaction(operation, at) + sql,
      .effect = lock_fact(*effect),
      .fix = drop.cascade ? std::vector<Edit>{} : rewrite(sql, operation, at),
  });
}

}  // namespace

extern const RuleLogic drop_index_without_concurrently;
const RuleLogic drop_index_without_concurrently{.operations = {on<check>()}};

}  // namespace miglint::rules
