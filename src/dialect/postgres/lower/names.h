// Names and types of the raw tree to names and types of operations.
//
// Private to this folder. Looking a name up belongs to the schema.
#pragma once

#include <span>
#include <string_view>

#include "dialect/postgres/lower/lowering.h"

namespace miglint::postgres {

/// "A string of a String node", and of nothing else.
[[nodiscard]] std::string_view string_value(const void* node);

[[nodiscard]] ObjectName object_name(const RangeVar* relation, Lowering& to);
/// Of a list of String nodes: the last two parts, the database's name dropped.
[[nodiscard]] ObjectName object_name(const List* parts, Lowering& to);
/// Of a list of String nodes whose last element is left out: `schema.table.trigger`.
[[nodiscard]] ObjectName owner_name(const List* parts, Lowering& to);
/// Of the `object` of DROP, COMMENT, RENAME …: a list, a string, a type, a function with arguments.
[[nodiscard]] ObjectName any_name(const Node* object, Lowering& to);
/// The same for a kind whose lists may begin with something else: an operator class with its access
/// method.
[[nodiscard]] ObjectName any_name(ObjectType kind, const Node* object, Lowering& to);

[[nodiscard]] std::span<const std::string_view> string_list(const List* strings, Lowering& to);
[[nodiscard]] std::span<const ObjectName> relation_list(const List* relations, Lowering& to);
[[nodiscard]] std::string_view role_name(const RoleSpec* role, Lowering& to);
[[nodiscard]] std::span<const std::string_view> role_list(const List* roles, Lowering& to);

[[nodiscard]] TypeName type_name(const ::TypeName* type, Lowering& to);
/// The same, where `serial` and its kin mean a type and a sequence: in column definitions.
[[nodiscard]] TypeName column_type(const ::TypeName* type, Lowering& to);

/// As SQL says it: "MATERIALIZED VIEW".
[[nodiscard]] std::string_view object_word(ObjectType kind);
[[nodiscard]] Persistence persistence(const RangeVar* relation);

/// The option `name` of a list of DefElem; null when it is not there.
[[nodiscard]] const DefElem* find_option(const List* options, std::string_view name);
/// Its value as a boolean, as `defGetBoolean` reads it; `otherwise` when it is not there.
[[nodiscard]] bool option_is_on(const List* options, std::string_view name, bool otherwise = false);

}  // namespace miglint::postgres
