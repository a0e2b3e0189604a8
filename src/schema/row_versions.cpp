#include "schema/row_versions.h"

#include <algorithm>
#include <cstdint>
#include <variant>

namespace miglint {
namespace {

enum class Rows : std::uint8_t { kept, new_version, written };

Rows done_by(const op::SetTableOption& option) {
  using Kind = op::SetTableOption::Kind;
  switch (option.kind) {
    case Kind::default_charset:
    case Kind::auto_increment:
    case Kind::comment:
    case Kind::statistics:
    case Kind::keys:
    case Kind::other:
      return Rows::kept;
    default:
      return Rows::written;
  }
}

Rows done_by(const op::AddColumn& add) {
  if (add.column.generated == Generated::virtual_) return Rows::kept;
  const bool in_every_row = add.column.generated == Generated::stored || add.column.auto_increment;
  return in_every_row ? Rows::written : Rows::new_version;
}

Rows done_by(const op::AddConstraint& add) {
  return add.constraint.kind == ConstraintKind::unique ? Rows::kept : Rows::written;
}

Rows done_by(const Action& action) {
  if (const auto* add = std::get_if<op::AddColumn>(&action)) return done_by(*add);
  if (const auto* option = std::get_if<op::SetTableOption>(&action)) return done_by(*option);
  if (const auto* add = std::get_if<op::AddConstraint>(&action)) return done_by(*add);
  if (std::holds_alternative<op::DropColumn>(action)) return Rows::new_version;
  const auto* drop = std::get_if<op::DropConstraint>(&action);
  const bool writes = (drop != nullptr && drop->constraint == "PRIMARY") ||
                      std::holds_alternative<op::ChangeColumn>(action) ||
                      std::holds_alternative<op::ChangePartitions>(action) ||
                      std::holds_alternative<op::TruncateTable>(action);
  return writes ? Rows::written : Rows::kept;
}

const ObjectName* changed_table(const Action& action) {
  return std::visit(
      [](const auto& op) -> const ObjectName* {
        if constexpr (requires { op.table.name.name; }) {
          return &op.table.name;
        } else if constexpr (requires { op.table.name; }) {
          return &op.table;
        } else {
          return nullptr;
        }
      },
      action);
}

}  // namespace

void count_row_versions(Catalog& catalog, std::span<const Operation> command) {
  const ObjectName* table = nullptr;
  Rows rows = Rows::kept;
  bool builds_index = false;
  for (const Operation& operation : command) {
    rows = std::max(rows, done_by(operation.action));
    builds_index |= std::holds_alternative<op::CreateIndex>(operation.action);
    if (table == nullptr) table = changed_table(operation.action);
  }
  if (table == nullptr || rows == Rows::kept) return;
  Table* changed = catalog.own_table(*table);
  if (changed == nullptr) return;
  const bool written = rows == Rows::written || builds_index;
  changed->row_versions = written ? 0 : static_cast<std::uint16_t>(changed->row_versions + 1);
}

}  // namespace miglint
