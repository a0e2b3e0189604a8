// SET NOT NULL without a proof: every row is read under ACCESS EXCLUSIVE.
#include <fmt/format.h>

#include <algorithm>
#include <variant>

#include "lint/existing.h"
#include "lint/rewrite.h"
#include "lint/rule.h"
#include "lint/safe_way.h"
#include "lint/unfilled_column.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

bool proves(const TableConstraint& constraint, std::string_view column) {
  const auto& columns =
      constraint.kind == ConstraintKind::not_null ? constraint.columns : constraint.proves_not_null;
  return std::ranges::find(columns, column) != columns.end();
}

/// A constraint of the table that would be the proof, had it been validated or kept.
const TableConstraint* lost_proof(const Table* table, std::string_view column) {
  if (table == nullptr) return nullptr;
  const auto found = std::ranges::find_if(
      table->constraints, [&](const TableConstraint& each) { return proves(each, column); });
  return found == table->constraints.end() ? nullptr : &*found;
}

const Operation* drop_of(const TableConstraint& constraint, const Moment& at) {
  const auto found = std::ranges::find_if(at.command, [&](const Operation& other) {
    const auto* drop = std::get_if<op::DropConstraint>(&other.action);
    return drop != nullptr && drop->constraint == constraint.name;
  });
  return found == at.command.end() ? nullptr : &*found;
}

/// What keeps the server from believing the constraint, and what to write instead.
void add_reason(const TableConstraint& proof, const ObjectName& relation, std::string_view column,
                const Moment& at, Finding& finding) {
  const std::string table = identifier(relation);
  const std::string constraint = identifier(proof.name);
  const std::string set =
      fmt::format("ALTER TABLE {} ALTER COLUMN {} SET NOT NULL;\n", table, identifier(column));
  if (const Operation* drop = drop_of(proof, at)) {
    finding.message += fmt::format(
        " `{}` would prove it, but the same ALTER TABLE drops it before the rows are looked at.",
        constraint);
    finding.safe_way = set + fmt::format("ALTER TABLE {} DROP CONSTRAINT {};\n", table, constraint);
    finding.related.push_back({drop->span, "the proof is dropped here"});
  } else if (!proof.validated) {
    finding.message +=
        fmt::format(" `{}` would prove it, but it has not been validated.", constraint);
    finding.safe_way = validate_later(relation, proof.name);
    if (proof.kind == ConstraintKind::check) finding.safe_way += "-- no scan any more\n" + set;
  }
}

void check_column(const ObjectName& relation, std::string_view column, const Operation& operation,
                  const Moment& at, Findings& findings) {
  const Effect* effect = work_on_existing(&Effect::scan, operation, at);
  if (effect == nullptr) return;
  // That it fails is worse: set-not-null-without-backfill tells.
  if (added_and_unfilled(relation, column, operation, at) != nullptr) return;

  Finding finding{
      .span = operation.span,
      .message = fmt::format("Making `{}` NOT NULL {} while every row is checked for NULL.",
                             identifier(column), blocks(effect->lock, identifier(relation))),
      .safe_way = make_not_null(relation, column, at.server),
      .effect = lock_fact(*effect),
  };
  if (const TableConstraint* proof = lost_proof(at.before.find_table(relation), column)) {
    add_reason(*proof, relation, column, at, finding);
  } else if (!effect->assumption.empty()) {
    finding.message += " No validated CHECK that proves it was seen.";
  }
  finding.fix = rewrite(finding.safe_way, operation, at);
  findings.add(std::move(finding));
}

void check_set(const op::SetNotNull& set, const Operation& operation, const Moment& at,
               Findings& findings) {
  check_column(set.table.name, set.column, operation, at, findings);
}

/// ADD CONSTRAINT … NOT NULL column, from PostgreSQL 18 on.
void check_constraint(const op::AddConstraint& add, const Operation& operation, const Moment& at,
                      Findings& findings) {
  const Constraint& constraint = add.constraint;
  if (constraint.kind != ConstraintKind::not_null || constraint.columns.empty()) return;
  check_column(add.table.name, constraint.columns.front(), operation, at, findings);
}

}  // namespace

extern const RuleLogic set_not_null_scan;
const RuleLogic set_not_null_scan{.operations = {on<check_set>(), on<check_constraint>()}};

}  // namespace miglint::rules
