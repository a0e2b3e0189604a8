// A table or column that running code finds no longer under its name.
#include <fmt/format.h>

#include <algorithm>

#include "lint/mysql_advice.h"
#include "lint/rule.h"
#include "source/ascii.h"

namespace miglint::rules {
namespace {

void report(const ObjectName& table, std::string_view column, std::string_view new_name,
            const Operation& operation, const Moment& at, Findings& findings) {
  if (at.is_new(table)) return;
  const Table* known = at.before.find_table(table);
  const Column* old = known == nullptr ? nullptr : known->find_column(column);
  if (old != nullptr && old->origin.migration == at.migration_number) return;
  findings.add({
      .span = operation.span,
      .message = fmt::format("Code that still runs knows the column `{}` only, and fails on every "
                             "query that names it from this moment on.",
                             mysql_name(column)),
      .safe_way = fmt::format(
          "-- both names for a while: a new column, written by the code along with the old one\n"
          "ALTER TABLE {0} ADD COLUMN {1} …, ALGORITHM=INSTANT;\n"
          "-- fill it in batches, let the code read it, and drop {2} last\n",
          mysql_name(table), mysql_name(new_name), mysql_name(column)),
  });
}

void check_column(const op::RenameColumn& rename, const Operation& operation, const Moment& at,
                  Findings& findings) {
  report(rename.relation, rename.column, rename.new_name, operation, at, findings);
}

void check_change(const op::ChangeColumn& change, const Operation& operation, const Moment& at,
                  Findings& findings) {
  // Names of columns do not differ by case.
  if (ascii::same(change.column, change.definition.name)) return;
  report(change.table.name, change.column, change.definition.name, operation, at, findings);
}

/// RENAME TABLE a TO b, c TO a: no moment without a table of that name.
bool is_swapped(const op::RenameRelation& rename, const Moment& at) {
  return std::ranges::any_of(at.command, [&](const Operation& operation) {
    const auto* other = std::get_if<op::RenameRelation>(&operation.action);
    return other != nullptr &&
           (other->new_name == rename.relation.name || other->relation.name == rename.new_name);
  });
}

void check_table(const op::RenameRelation& rename, const Operation& operation, const Moment& at,
                 Findings& findings) {
  if (at.is_new(rename.relation) || is_swapped(rename, at)) return;
  findings.add({
      .span = operation.span,
      .message = fmt::format("Code that still runs knows the table `{}` only, and fails on every "
                             "query that names it from this moment on.",
                             mysql_name(rename.relation)),
      .safe_way = fmt::format("RENAME TABLE {0} TO {1};\n"
                              "-- at once: a view under the old name, which also takes writes\n"
                              "CREATE VIEW {0} AS SELECT * FROM {1};\n",
                              mysql_name(rename.relation), mysql_name(rename.new_name)),
  });
}

}  // namespace

extern const RuleLogic renamed_under_running_code;
const RuleLogic renamed_under_running_code{
    .operations = {on<check_column>(), on<check_change>(), on<check_table>()}};

}  // namespace miglint::rules
