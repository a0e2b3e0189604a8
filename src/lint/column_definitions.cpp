#include "lint/column_definitions.h"

#include <utility>
#include <variant>

namespace miglint {

void for_each_column(const Operation& operation, const Moment& at,
                     const std::function<void(const ObjectName&, const ColumnDefinition&)>& see) {
  if (at.direction == Direction::down) return;
  if (const auto* add = std::get_if<op::AddColumn>(&operation.action)) {
    see(add->table.name, add->column);
  } else if (const auto* create = std::get_if<op::CreateTable>(&operation.action)) {
    if (create->persistence == Persistence::temporary) return;
    for (const ColumnDefinition& column : create->columns)
      see(create->table, column);
  }
}

void report_columns(
    const Operation& operation, const Moment& at, Findings& findings,
    const std::function<Finding(const ObjectName&, const ColumnDefinition&)>& judge) {
  for_each_column(operation, at, [&](const ObjectName& table, const ColumnDefinition& column) {
    Finding finding = judge(table, column);
    if (finding.message.empty()) return;
    finding.span = column.span.begin < column.span.end ? column.span : operation.span;
    findings.add(std::move(finding));
  });
}

}  // namespace miglint
