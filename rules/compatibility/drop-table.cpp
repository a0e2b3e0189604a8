// DROP TABLE of a table that holds rows and that running code may still name.
#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "lint/rule.h"
#include "lint/wording.h"
#include "timeline/later_operations.h"

namespace miglint::rules {
namespace {

/// Tables that are not dropped but locked: those that a foreign key of the table refers to, or that
/// have one to it.
std::string locked_with(RelationKey table, const Operation& operation, const Moment& at) {
  std::vector<std::string> names;
  for (const Effect& effect : at.effects_of(operation)) {
    const Table* other = at.before.find_table(effect.relation);
    if (effect.is_index || effect.relation == table || other == nullptr) continue;
    if (other->kind != TableKind::table && other->kind != TableKind::partitioned_table) continue;
    if (other->partition_of == table || at.is_new(effect.relation)) continue;
    names.push_back(fmt::format("`{}`", identifier(effect.relation, at.before)));
  }
  if (names.empty()) return {};
  return fmt::format(" The foreign keys between them also lock {} against reads and writes.",
                     fmt::join(names, ", "));
}

enum class Successor : std::uint8_t {
  none,
  filled,  ///< Another relation gets the name: the tables are swapped, or a view stands in.
  empty,   ///< The table is made anew.
};

/// What the rest of the script puts in the table's place.
Successor successor(const ObjectName& table, const Operation& operation, const Moment& at) {
  auto found = Successor::none;
  find_later_in_script(operation, at, [&](const Operation& later, const Statement&) {
    if (const auto* rename = std::get_if<op::RenameRelation>(&later.action)) {
      if (rename->new_name == table.name) found = Successor::filled;
    } else if (const auto* create = std::get_if<op::CreateTable>(&later.action)) {
      if (create->table == table) found = Successor::empty;
    } else if (const auto* view = std::get_if<op::CreateView>(&later.action)) {
      if (view->view == table) found = Successor::filled;
    }
    return found != Successor::none;
  });
  return found;
}

void check(const op::DropTable& drop, const Operation& operation, const Moment& at,
           Findings& findings) {
  // A rollback drops what its migration has made; what is older, rollback-loses-data tells.
  if (at.undo != nullptr || at.is_new(drop.table)) return;
  if (drop.if_exists && at.before.known_absent(drop.table)) return;
  const Table* known = at.before.find_table(drop.table);
  if (known != nullptr && known->persistence == Persistence::temporary) return;

  const Successor next = successor(drop.table, operation, at);
  if (next == Successor::filled) return;

  const std::string table = identifier(drop.table);
  const RelationKey key = at.before.key(drop.table);
  Finding finding{
      .span = operation.span,
      .message = fmt::format("`{}` goes with all its rows, and {}.", table,
                             next == Successor::empty
                                 ? "the one that is made in its place is empty"
                                 : "code that still runs fails on every query that names it") +
                 locked_with(key, operation, at),
      .safe_way = fmt::format(
          "-- release code that does not name the table, wait until no older code runs, then\n"
          "-- miglint:ignore drop-table: nothing names it since release …\n"
          "DROP TABLE {};\n",
          table),
  };
  if (at.migration.dialect != Dialect::postgres) return findings.add(std::move(finding));
  if (const Effect* effect = at.effect_on(operation, key)) finding.effect = lock_fact(*effect);
  findings.add(std::move(finding));
}

}  // namespace

extern const RuleLogic drop_table;
const RuleLogic drop_table{.operations = {on<check>()}};

}  // namespace miglint::rules
