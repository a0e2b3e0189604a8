// TRUNCATE of a table that holds somebody's rows.
#include <fmt/format.h>

#include <string>

#include "lint/batches.h"
#include "lint/mysql_advice.h"
#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

/// "`a` and `b`": what CASCADE empties too, as far as the migrations have shown it.
std::string cascaded(RelationKey table, const Operation& operation, const Moment& at) {
  std::string names;
  for (const Effect& effect : at.effects_of(operation)) {
    if (effect.relation == table) continue;
    const Table* other = at.before.find_table(effect.relation);
    // RESTART IDENTITY locks the sequences.
    if (other == nullptr || !other->partition_of.empty() || other->kind == TableKind::sequence)
      continue;
    if (!names.empty()) names += ", ";
    names += fmt::format("`{}`", identifier(effect.relation, at.before));
  }
  return names;
}

/// On MySQL it is DDL, which no transaction holds back.
Finding on_mysql(const op::TruncateTable& truncate, const Operation& operation) {
  return {
      .span = operation.span,
      .message = fmt::format(
          "All rows of `{}` are gone at once: TRUNCATE commits the open transaction, no ROLLBACK "
          "brings them back, and AUTO_INCREMENT begins anew. Whoever reads or writes the table "
          "waits until it is through.",
          mysql_name(truncate.table)),
      .safe_way =
          "-- if all rows are meant to go: others keep reading and writing meanwhile\n"
          "-- from the code that runs the migration, until no row is deleted any more\n" +
          fmt::format("DELETE FROM {} LIMIT 5000;\n", mysql_name(truncate.table)),
  };
}

void check(const op::TruncateTable& truncate, const Operation& operation, const Moment& at,
           Findings& findings) {
  const RelationKey table = at.before.key(truncate.table);
  const Effect* effect = at.effect_on(operation, table);
  if (effect == nullptr || at.is_new(table)) return;
  const Table* known = at.before.find_table(table);
  if (known != nullptr && known->persistence == Persistence::temporary) return;

  if (at.migration.dialect != Dialect::postgres) {
    findings.add(on_mysql(truncate, operation));
    return;
  }
  const std::string name = identifier(truncate.table);
  std::string message = fmt::format("All rows of `{}` are gone at COMMIT", name);
  if (truncate.cascade) {
    const std::string others = cascaded(table, operation, at);
    message += others.empty()
                   ? ", and CASCADE empties every table that references it, and those "
                     "that reference these"
                   : fmt::format(", and with CASCADE those of {}, which refer to it", others);
  }
  message += fmt::format("; {} {} until then, and to a snapshot that is older the table is empty.",
                         sql_name(effect->lock), blocks(effect->lock, name));
  findings.add({
      .span = operation.span,
      .message = std::move(message),
      .safe_way = "-- if all rows are meant to go: others keep reading and writing meanwhile\n" +
                  in_batches(operation, at),
      .effect = lock_fact(*effect),
  });
}

}  // namespace

extern const RuleLogic truncate_table;
const RuleLogic truncate_table{.operations = {on<check>()}};

}  // namespace miglint::rules
