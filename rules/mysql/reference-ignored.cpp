// REFERENCES written on a column, which MySQL before 9 reads and forgets.
#include <fmt/format.h>

#include "lint/mysql_advice.h"
#include "lint/rule.h"

namespace miglint::rules {
namespace {

void report(const ColumnDefinition& column, const ObjectName& table, const Moment& at,
            Findings& findings) {
  if (!column.ignored_reference) return;
  findings.add({
      .span = column.span,
      .message = fmt::format("{} reads the REFERENCES of `{}` and makes no foreign key: rows that "
                             "refer to nothing are accepted.",
                             server_name(at), mysql_name(column.name)),
      .safe_way = fmt::format("FOREIGN KEY ({}) REFERENCES …  -- as an element of `{}` of its own",
                              mysql_name(column.name), mysql_name(table)),
  });
}

void check_add(const op::AddColumn& add, const Operation& /*operation*/, const Moment& at,
               Findings& findings) {
  report(add.column, add.table.name, at, findings);
}

void check_change(const op::ChangeColumn& change, const Operation& /*operation*/, const Moment& at,
                  Findings& findings) {
  report(change.definition, change.table.name, at, findings);
}

void check_create(const op::CreateTable& create, const Operation& /*operation*/, const Moment& at,
                  Findings& findings) {
  for (const ColumnDefinition& column : create.columns)
    report(column, create.table, at, findings);
}

}  // namespace

extern const RuleLogic reference_ignored;
const RuleLogic reference_ignored{
    .operations = {on<check_add>(), on<check_change>(), on<check_create>()}};

}  // namespace miglint::rules
