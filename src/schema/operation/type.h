// Operations on types, domains, sequences, schemas and extensions.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "schema/operation/name.h"
#include "schema/operation/table.h"

namespace miglint::op {

struct CreateEnum {
  ObjectName type;
  std::span<const std::string_view> values;
};

struct AddEnumValue {
  ObjectName type;
  std::string_view value;
  bool if_not_exists = false;
};

struct RenameEnumValue {
  ObjectName type;
  std::string_view value;
  std::string_view new_value;
};

struct CreateDomain {
  ObjectName domain;
  TypeName type;
  const Expression* default_value = nullptr;
  std::span<const Constraint> constraints;
  bool not_null = false;
};

struct AlterDomain {
  enum class Action : std::uint8_t {
    set_default,
    set_not_null,
    drop_not_null,
    add_constraint,
    drop_constraint,
    validate_constraint,
    drop_default,
  };
  ObjectName domain;
  Action action = Action::set_default;
  Constraint constraint;                      ///< The new one, or just the name of the old one.
  const Expression* default_value = nullptr;  ///< Of set_default.
  bool if_exists = false;
};

/// CREATE TYPE of a composite, range or base type.
struct CreateType {
  enum class Kind : std::uint8_t { composite, range, base, shell };
  ObjectName type;
  Kind kind = Kind::composite;
  std::span<const ColumnDefinition> attributes;
};

/// ALTER TYPE … ADD/DROP/ALTER ATTRIBUTE.
struct AlterCompositeType {
  enum class Action : std::uint8_t { add_attribute, drop_attribute, alter_attribute };
  ObjectName type;
  Action action = Action::add_attribute;
  std::string_view attribute;
  TypeName attribute_type;
  bool cascade = false;
};

struct CreateSequence {
  ObjectName sequence;
  ObjectName owned_by_table;
  std::string_view owned_by_column;
  Persistence persistence = Persistence::permanent;
  bool if_not_exists = false;
};

struct AlterSequence {
  ObjectName sequence;
  bool if_exists = false;
  bool restart = false;
  bool changes_type = false;
  bool owned_by = false;
  ObjectName owned_by_table;  ///< Empty with `owned_by`: OWNED BY NONE.
  std::string_view owned_by_column;
};

struct CreateSchema {
  std::string_view schema;
  bool if_not_exists = false;
};

struct CreateExtension {
  std::string_view extension;
  std::string_view schema;
  bool if_not_exists = false;
};

/// DROP of anything that is neither table, index, trigger nor policy.
struct DropObject {
  enum class Kind : std::uint8_t {
    view,
    materialized_view,
    sequence,
    foreign_table,
    type,
    domain,
    schema,
    extension,
    function,
    procedure,
    aggregate,
    rule,
    other,
  };
  Kind kind = Kind::other;
  ObjectName name;
  ObjectName on_table;         ///< Of a rule.
  std::string_view kind_word;  ///< As SQL says it, for messages: "PUBLICATION".
  bool if_exists = false;
  bool cascade = false;
};

/// RENAME and SET SCHEMA of anything that is no relation, column or constraint of a table.
struct RenameObject {
  std::string_view kind_word;  ///< As SQL says it: "TYPE", "SCHEMA", "TRIGGER".
  ObjectName name;
  ObjectName on_table;          ///< Of a trigger, policy or rule.
  std::string_view new_name;    ///< Empty: SET SCHEMA.
  std::string_view new_schema;  ///< Empty: RENAME.
};

}  // namespace miglint::op
