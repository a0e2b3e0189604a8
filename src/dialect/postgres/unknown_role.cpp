#include "dialect/postgres/unknown_role.h"

#include <cstddef>
#include <optional>

// Its macros must stand behind all C++ headers.
#include "dialect/postgres/pg_tree.h"

namespace miglint::postgres {
namespace {

std::size_t occurrences(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = text.find(kUnknownRole); at != std::string_view::npos;
       at = text.find(kUnknownRole, at + kUnknownRole.size()))
    ++count;
  return count;
}

std::size_t count_in(const RoleSpec* role) {
  return role != nullptr && role->rolename != nullptr && role->rolename == kUnknownRole ? 1 : 0;
}

/// How often it is a role's name; nothing for a statement that names no roles by themselves.
std::optional<std::size_t> count_in(const Node* statement, std::size_t anywhere) {
  switch (nodeTag(statement)) {
    case T_GrantStmt: {
      std::size_t count = 0;
      const List* grantees = reinterpret_cast<const GrantStmt*>(statement)->grantees;
      for (int i = 0; i < list_length(grantees); ++i)
        count += count_in(static_cast<const RoleSpec*>(grantees->elements[i].ptr_value));
      return count;
    }
    case T_AlterOwnerStmt:
      return count_in(reinterpret_cast<const AlterOwnerStmt*>(statement)->newowner);
    case T_AlterTableStmt: {
      std::size_t count = 0;
      const List* commands = reinterpret_cast<const AlterTableStmt*>(statement)->cmds;
      for (int i = 0; i < list_length(commands); ++i) {
        const auto* command = static_cast<const AlterTableCmd*>(commands->elements[i].ptr_value);
        if (command->subtype == AT_ChangeOwner) count += count_in(command->newowner);
      }
      return count;
    }
    // No relation is named in these.
    case T_GrantRoleStmt:
    case T_CreateRoleStmt:
    case T_AlterRoleStmt:
    case T_AlterRoleSetStmt:
    case T_DropRoleStmt:
    case T_AlterDefaultPrivilegesStmt:
      return anywhere;
    default:
      return std::nullopt;
  }
}

}  // namespace

bool only_roles_are_unknown(const List* statements, std::string_view text) {
  // Of several, none could be told to be the one that a part belongs to.
  if (list_length(statements) != 1) return false;
  const std::size_t anywhere = occurrences(text);
  const auto* raw = static_cast<const RawStmt*>(statements->elements[0].ptr_value);
  return count_in(raw->stmt, anywhere) == anywhere;
}

}  // namespace miglint::postgres
