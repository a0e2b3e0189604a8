// A primary key whose index is built, or whose columns are searched for NULL, while nobody can read
// the table.
#include <fmt/format.h>

#include "lint/existing.h"
#include "lint/rewrite.h"
#include "lint/rule.h"
#include "lint/safe_way.h"
#include "lint/unfilled_column.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

void report_build(const op::AlterTarget& table, const Constraint& constraint,
                  std::string_view before, const Operation& operation, const Moment& at,
                  Findings& findings) {
  const Effect* effect = work_on_existing(&Effect::index_build, operation, at);
  if (effect == nullptr) return;
  const Table* known = at.before.find_table(table.name);
  const bool is_plain = before.empty() && !constraint.temporal &&
                        (known == nullptr || known->kind != TableKind::partitioned_table);
  // WITHOUT OVERLAPS takes no ready-made index.
  const std::string steps =
      constraint.temporal
          ? std::string("-- there is no online form: in a quiet hour, with a lock_timeout\n")
          : std::string(before) + add_key(table.name, constraint, at);
  findings.add({
      .span = operation.span,
      .message = fmt::format(
          "PRIMARY KEY ({}) {} while its index is built from every row.",
          identifiers(constraint.columns),
          blocks(lock_meanwhile(*effect, table.name, operation, at), identifier(table.name))),
      .safe_way = steps,
      .effect = lock_fact(*effect),
      .fix = is_plain ? rewrite(steps, operation, at) : std::vector<Edit>{},
  });
}

/// PRIMARY KEY USING INDEX makes the index's columns NOT NULL, which needs a look at every row.
void report_scan(const op::AddConstraint& add, const Operation& operation, const Moment& at,
                 Findings& findings) {
  const Effect* effect = work_on_existing(&Effect::scan, operation, at);
  if (effect == nullptr) return;
  const std::string table = identifier(add.table.name);
  const std::string_view index_name = add.constraint.using_index;
  std::string steps;
  const Table* known = at.before.find_table(add.table.name);
  const Index* index =
      known == nullptr ? nullptr : at.before.find_index({known->schema, index_name});
  if (index != nullptr) {
    for (const Index::Key& key : index->keys) {
      const Column* column = known->find_column(key.column);
      const bool nullable = column == nullptr || !column->not_null;
      if (nullable) steps += make_not_null(add.table.name, key.column, at.server);
    }
  } else {
    steps = "-- make the index's columns NOT NULL first, proven by a validated CHECK\n";
  }
  const std::string_view name = add.constraint.name.empty() ? index_name : add.constraint.name;
  steps += fmt::format("ALTER TABLE {} ADD CONSTRAINT {} PRIMARY KEY USING INDEX {};\n", table,
                       identifier(name), identifier(index_name));
  findings.add({
      .span = operation.span,
      .message = fmt::format(
          "The primary key makes the columns of `{}` NOT NULL, and {} while every row is checked "
          "for NULL.{}",
          identifier(index_name), blocks(effect->lock, table),
          effect->assumption.empty() ? "" : " Whether they are NOT NULL already was not seen."),
      .safe_way = std::move(steps),
      .effect = lock_fact(*effect),
  });
}

void check_constraint(const op::AddConstraint& add, const Operation& operation, const Moment& at,
                      Findings& findings) {
  if (add.constraint.kind != ConstraintKind::primary_key) return;
  if (add.constraint.using_index.empty()) {
    report_build(add.table, add.constraint, "", operation, at, findings);
  } else {
    report_scan(add, operation, at, findings);
  }
}

void check_column(const op::AddColumn& add, const Operation& operation, const Moment& at,
                  Findings& findings) {
  // Without a value it fails: not-null-column-without-default tells.
  if (!gives_a_value(add.column)) return;
  for (const Constraint& constraint : add.column.constraints) {
    if (constraint.kind != ConstraintKind::primary_key) continue;
    report_build(add.table, constraint, add_column_first(add, operation, at), operation, at,
                 findings);
  }
}

}  // namespace

extern const RuleLogic primary_key_built_in_place;
const RuleLogic primary_key_built_in_place{
    .operations = {on<check_constraint>(), on<check_column>()}};

}  // namespace miglint::rules
