// Operations on row-level security and privileges.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "schema/operation/name.h"

namespace miglint {

enum class PolicyCommand : std::uint8_t { all, select, insert, update, delete_ };

namespace op {

struct CreatePolicy {
  ObjectName table;
  std::string_view policy;
  PolicyCommand command = PolicyCommand::all;
  bool permissive = true;
  std::span<const std::string_view> roles;  ///< "public" when not written.
  const Expression* using_condition = nullptr;
  const Expression* with_check = nullptr;
};

struct AlterPolicy {
  ObjectName table;
  std::string_view policy;
  const Expression* using_condition = nullptr;
  const Expression* with_check = nullptr;
};

struct DropPolicy {
  ObjectName table;
  std::string_view policy;
  bool if_exists = false;
};

/// GRANT and REVOKE of privileges on objects.
struct Grant {
  bool revoke = false;
  std::string_view object_word;  ///< As SQL says it: "TABLE", "SCHEMA", "FUNCTION".
  bool all_in_schema = false;
  std::span<const ObjectName> objects;
  std::span<const std::string_view> privileges;  ///< Lower case; empty: ALL PRIVILEGES.
  std::span<const std::string_view> grantees;    ///< "public" for PUBLIC.
  bool cascade = false;
};

/// GRANT role TO role, CREATE/ALTER/DROP ROLE, ALTER DEFAULT PRIVILEGES, REASSIGN OWNED …
struct RoleCommand {
  std::string_view command;  ///< The command's tag: "CREATE ROLE".
};

/// REASSIGN OWNED and DROP OWNED: all that the roles own, whatever that is.
struct OwnedObjects {
  std::span<const std::string_view> roles;
  bool drop = false;  ///< Else they go to `new_owner`.
  std::string_view new_owner;
  bool cascade = false;
};

/// CREATE, ALTER and DROP PUBLICATION.
struct ChangePublication {
  enum class Action : std::uint8_t { create, add_tables, set_tables, drop_tables, other };
  std::string_view publication;
  Action action = Action::create;
  std::span<const ObjectName> tables;
};

}  // namespace op
}  // namespace miglint
