// CASCADE in a rollback: it takes what was built on the migration since.
#include <fmt/format.h>

#include <string>
#include <string_view>

#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

void report(const std::string& what, const Operation& operation, const Moment& at,
            Findings& findings) {
  if (at.direction != Direction::down) return;
  findings.add({
      .span = operation.span,
      .message = fmt::format("CASCADE also drops what has been built on `{}` since the migration "
                             "ran, without naming it, and no rollback brings that back.",
                             what),
      .safe_way = "-- without CASCADE; when something was forgotten, the server says what it is\n",
  });
}

void check_table(const op::DropTable& drop, const Operation& operation, const Moment& at,
                 Findings& findings) {
  if (drop.cascade && !at.is_new(drop.table)) {
    report(identifier(drop.table), operation, at, findings);
  }
}

void check_column(const op::DropColumn& drop, const Operation& operation, const Moment& at,
                  Findings& findings) {
  if (drop.cascade && !at.is_new(drop.table.name)) {
    report(identifier(drop.table.name) + '.' + identifier(drop.column), operation, at, findings);
  }
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
  report(identifier(drop.constraint), operation, at, findings);
}

void check_object(const op::DropObject& drop, const Operation& operation, const Moment& at,
                  Findings& findings) {
  if (drop.cascade) report(identifier(drop.name), operation, at, findings);
}

}  // namespace

extern const RuleLogic cascade_in_rollback;
const RuleLogic cascade_in_rollback{.operations = {on<check_table>(), on<check_column>(),
                                                   on<check_constraint>(), on<check_object>()}};

}  // namespace miglint::rules
