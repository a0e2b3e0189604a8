// A relation that running code finds no longer under its name.
#include <fmt/format.h>

#include <string>

#include "lint/rule.h"
#include "lint/stand_in.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

std::string safe_way(const op::RenameRelation& rename, const Moment& at) {
  const ObjectName new_name{rename.relation.schema, rename.new_name};
  const std::string steps = fmt::format("BEGIN;\nALTER TABLE {} RENAME TO {};\n",
                                        identifier(rename.relation), identifier(rename.new_name));
  return steps + stand_in(rename.relation, new_name, at) +
         "COMMIT;\n"
         "-- drop the view when no code names it any more\n";
}

bool is_named_by_code(const op::RenameRelation& rename, const Schema& schema) {
  if (rename.word == op::RelationWord::index || rename.word == op::RelationWord::composite_type ||
      rename.word == op::RelationWord::sequence) {
    return false;
  }
  if (schema.find_index(rename.relation) != nullptr) return false;
  const Table* table = schema.find_table(rename.relation);
  return table == nullptr ||
         (table->kind != TableKind::sequence && table->kind != TableKind::composite_type);
}

void check(const op::RenameRelation& rename, const Operation& operation, const Moment& at,
           Findings& findings) {
  // A rollback gives the old name back, together with the old code.
  if (at.undo != nullptr) return;
  if (!is_named_by_code(rename, at.before) || at.is_new(rename.relation)) return;
  if (rename.if_exists && at.before.known_absent(rename.relation)) return;
  if (gets_stand_in(rename.relation, operation, at)) return;
  Finding finding{
      .span = operation.span,
      .message = fmt::format("Code that still runs knows the name `{}` only, and fails on every "
                             "query from the moment this is committed.",
                             identifier(rename.relation)),
      .safe_way = safe_way(rename, at),
  };
  if (const Effect* effect = at.effect_on(operation, at.before.key(rename.relation))) {
    finding.effect = lock_fact(*effect);
  }
  findings.add(std::move(finding));
}

}  // namespace

extern const RuleLogic rename_table;
const RuleLogic rename_table{.operations = {on<check>()}};

}  // namespace miglint::rules
