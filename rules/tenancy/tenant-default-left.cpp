// A tenant column that goes on filling itself with one and the same tenant.
#include <fmt/format.h>

#include <string>
#include <variant>

#include "lint/rule.h"
#include "lint/tenancy.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

struct Default {
  ObjectName table;
  std::string_view column;
  const Expression* value = nullptr;
};

Default default_of(const Operation& operation) {
  if (const auto* add = std::get_if<op::AddColumn>(&operation.action)) {
    return {add->table.name, add->column.name, add->column.default_value};
  }
  if (const auto* set = std::get_if<op::SetDefault>(&operation.action)) {
    return {set->table.name, set->column, set->value};
  }
  return {};
}

void check(const Operation& operation, const ScriptEnd& at, Findings& findings) {
  const Default given = default_of(operation);
  if (given.value == nullptr || !given.value->is_constant || given.value->is_null) return;
  const Table* table = at.after.find_table(given.table);
  if (table == nullptr) return;
  if (!table->assumed && table->origin.migration == at.migration_number) return;
  const Column* column = table->find_column(given.column);
  if (column == nullptr || !column->has_default) return;
  if (tenant_column(*table, at.after, findings.options().tenant_columns()) != column) return;
  const std::string name = identifier(given.table);
  findings.add({
      .span = operation.span,
      .message = fmt::format("The default of `{0}.{1}` stays: code that forgets the tenant "
                             "writes its rows, without an error, to the tenant of the default.",
                             name, identifier(given.column)),
      .safe_way = fmt::format("-- when the rows that were there have their tenant\n"
                              "ALTER TABLE {} ALTER COLUMN {} DROP DEFAULT;\n",
                              name, identifier(given.column)),
  });
}

void check_script(const ScriptEnd& at, Findings& findings) {
  if (at.direction == Direction::down) return;
  for (const Statement& statement : at.script) {
    for (const Operation& operation : statement.operations)
      check(operation, at, findings);
  }
}

}  // namespace

extern const RuleLogic tenant_default_left;
const RuleLogic tenant_default_left{.end = check_script};

}  // namespace miglint::rules
