#include "dialect/postgres/lower/names.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>

namespace miglint::postgres {
namespace {

constexpr std::string_view catalog_schema = "pg_catalog";

/// Types of pg_catalog that people write without the schema. pg_catalog is searched first, so such
/// a name never means another type. Sorted by length, then by name.
constexpr auto builtin_types = [] {
  std::array<std::string_view, 62> names = {"oid",
                                            "xid",
                                            "cid",
                                            "tid",
                                            "bit",
                                            "box",
                                            "xml",
                                            "int2",
                                            "int4",
                                            "int8",
                                            "text",
                                            "uuid",
                                            "json",
                                            "date",
                                            "time",
                                            "inet",
                                            "cidr",
                                            "bool",
                                            "name",
                                            "char",
                                            "line",
                                            "lseg",
                                            "path",
                                            "point",
                                            "money",
                                            "jsonb",
                                            "bytea",
                                            "float4",
                                            "float8",
                                            "timetz",
                                            "varbit",
                                            "bpchar",
                                            "circle",
                                            "record",
                                            "xid8",
                                            "void",
                                            "pg_lsn",
                                            "macaddr",
                                            "polygon",
                                            "numeric",
                                            "varchar",
                                            "tsquery",
                                            "regtype",
                                            "regproc",
                                            "regrole",
                                            "trigger",
                                            "macaddr8",
                                            "interval",
                                            "tsvector",
                                            "jsonpath",
                                            "regclass",
                                            "int4range",
                                            "int8range",
                                            "numrange",
                                            "tsrange",
                                            "timestamp",
                                            "daterange",
                                            "tstzrange",
                                            "timestamptz",
                                            "int4multirange",
                                            "tstzmultirange",
                                            "regnamespace"};
  std::ranges::sort(names, [](std::string_view a, std::string_view b) {
    return a.size() != b.size() ? a.size() < b.size() : a < b;
  });
  return names;
}();

bool is_builtin_type(std::string_view name) {
  return std::ranges::binary_search(builtin_types, name,
                                    [](std::string_view a, std::string_view b) {
                                      return a.size() != b.size() ? a.size() < b.size() : a < b;
                                    });
}

struct SerialType {
  std::string_view word;
  std::string_view type;
};

constexpr std::array<SerialType, 6> serial_types = {{{"serial", "int4"},
                                                     {"serial4", "int4"},
                                                     {"bigserial", "int8"},
                                                     {"serial8", "int8"},
                                                     {"smallserial", "int2"},
                                                     {"serial2", "int2"}}};

/// A modifier that is no integer, such as `Point` of geometry(Point, 4326): only good for telling
/// two types apart, so it is a number below all that the built-in types use.
std::int32_t word_modifier(std::string_view word) {
  std::uint32_t hash = 2166136261U;
  for (const char c : word)
    hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return std::numeric_limits<std::int32_t>::min() + static_cast<std::int32_t>(hash & 0x3fffffffU);
}

std::int32_t modifier(const Node* node) {
  if (const auto* constant = node_as<A_Const>(node, T_A_Const); constant && !constant->isnull) {
    switch (constant->val.node.type) {
      case T_Integer:
        return constant->val.ival.ival;
      case T_String:
        return word_modifier(constant->val.sval.sval);
      case T_Float:
        return word_modifier(constant->val.fval.fval);
      default:
        break;
    }
  }
  if (const auto* column = node_as<ColumnRef>(node, T_ColumnRef)) {
    return word_modifier(string_value(ListOf<Node>(column->fields).back()));
  }
  return word_modifier("?");
}

}  // namespace

std::string_view string_value(const void* node) {
  const auto* string = node_as<String>(node, T_String);
  return string == nullptr ? std::string_view() : std::string_view(string->sval);
}

ObjectName object_name(const RangeVar* relation, Lowering& to) {
  if (relation == nullptr) return {};
  return {to.copy(relation->schemaname), to.copy(relation->relname)};
}

ObjectName object_name(const List* parts, Lowering& to) {
  const ListOf<Node> names(parts);
  if (names.empty()) return {};
  ObjectName result;
  result.name = to.arena().copy(string_value(names.back()));
  if (names.size() > 1) result.schema = to.arena().copy(string_value(names[names.size() - 2]));
  return result;
}

ObjectName owner_name(const List* parts, Lowering& to) {
  const ListOf<Node> names(parts);
  if (names.size() < 2) return {};
  ObjectName result;
  result.name = to.arena().copy(string_value(names[names.size() - 2]));
  if (names.size() > 2) result.schema = to.arena().copy(string_value(names[names.size() - 3]));
  return result;
}

ObjectName any_name(const Node* object, Lowering& to) {
  if (object == nullptr) return {};
  switch (tag(object)) {
    case T_List:
      return object_name(reinterpret_cast<const List*>(object), to);
    case T_String:
      return {{}, to.arena().copy(string_value(object))};
    case T_TypeName:
      return object_name(reinterpret_cast<const ::TypeName*>(object)->names, to);
    case T_ObjectWithArgs:
      return object_name(reinterpret_cast<const ObjectWithArgs*>(object)->objname, to);
    case T_RangeVar:
      return object_name(reinterpret_cast<const RangeVar*>(object), to);
    default:
      return {};
  }
}

ObjectName any_name(ObjectType kind, const Node* object, Lowering& to) {
  ObjectName name = any_name(object, to);
  const bool has_method = kind == OBJECT_OPCLASS || kind == OBJECT_OPFAMILY;
  if (has_method && ListOf<Node>(node_as<List>(object, T_List)).size() < 3) name.schema = {};
  return name;
}

std::span<const std::string_view> string_list(const List* strings, Lowering& to) {
  Gather<std::string_view> names;
  for (const Node* node : ListOf<Node>(strings)) {
    names.push_back(to.arena().copy(string_value(node)));
  }
  return to.copy(names);
}

std::span<const ObjectName> relation_list(const List* relations, Lowering& to) {
  Gather<ObjectName> names;
  for (const RangeVar* relation : ListOf<RangeVar>(relations)) {
    names.push_back(object_name(relation, to));
  }
  return to.copy(names);
}

std::string_view role_name(const RoleSpec* role, Lowering& to) {
  if (role == nullptr) return {};
  switch (role->roletype) {
    case ROLESPEC_CSTRING:
      return to.copy(role->rolename);
    case ROLESPEC_CURRENT_ROLE:
      return "current_role";
    case ROLESPEC_CURRENT_USER:
      return "current_user";
    case ROLESPEC_SESSION_USER:
      return "session_user";
    case ROLESPEC_PUBLIC:
      return "public";
  }
  return {};
}

std::span<const std::string_view> role_list(const List* roles, Lowering& to) {
  Gather<std::string_view> names;
  for (const RoleSpec* role : ListOf<RoleSpec>(roles))
    names.push_back(role_name(role, to));
  return to.copy(names);
}

TypeName type_name(const ::TypeName* type, Lowering& to) {
  TypeName result;
  if (type == nullptr) return result;
  result.name = object_name(type->names, to);
  if (result.name.schema.empty() && !type->pct_type && is_builtin_type(result.name.name)) {
    result.name.schema = catalog_schema;
  }
  if (type->typmods != nullptr) {
    Gather<std::int32_t> modifiers;
    for (const Node* node : ListOf<Node>(type->typmods))
      modifiers.push_back(modifier(node));
    result.modifiers = to.copy(modifiers);
  }
  std::size_t dimensions = ListOf<Node>(type->arrayBounds).size();
  // The catalog's own names of array types: _text is text[].
  const bool may_be_catalog = result.name.schema.empty() || result.name.schema == catalog_schema;
  if (may_be_catalog && result.name.name.starts_with('_') &&
      is_builtin_type(result.name.name.substr(1))) {
    result.name = {catalog_schema, result.name.name.substr(1)};
    ++dimensions;
  }
  result.array_dimensions = static_cast<std::uint8_t>(std::min<std::size_t>(dimensions, 255));
  if (type->location >= 0 && to.verbatim()) {
    const auto begin = static_cast<std::size_t>(type->location);
    result.span = to.place({begin, type_end(to.text(), begin)});
  } else {
    result.span = to.whole();
  }
  return result;
}

TypeName column_type(const ::TypeName* type, Lowering& to) {
  TypeName result = type_name(type, to);
  if (!result.name.schema.empty() || (type != nullptr && type->pct_type)) return result;
  for (const SerialType& serial : serial_types) {
    if (result.name.name != serial.word) continue;
    result.name = {catalog_schema, serial.type};
    result.serial = true;
  }
  return result;
}

Persistence persistence(const RangeVar* relation) {
  switch (relation->relpersistence) {
    case RELPERSISTENCE_TEMP:
      return Persistence::temporary;
    case RELPERSISTENCE_UNLOGGED:
      return Persistence::unlogged;
    default:
      return Persistence::permanent;
  }
}

const DefElem* find_option(const List* options, std::string_view name) {
  for (const DefElem* option : ListOf<DefElem>(options)) {
    if (option->defname != nullptr && name == option->defname) return option;
  }
  return nullptr;
}

bool option_is_on(const List* options, std::string_view name, bool otherwise) {
  const DefElem* option = find_option(options, name);
  if (option == nullptr) return otherwise;
  if (option->arg == nullptr) return true;
  if (const auto* number = node_as<Integer>(option->arg, T_Integer)) return number->ival != 0;
  if (const auto* boolean = node_as<Boolean>(option->arg, T_Boolean)) return boolean->boolval;
  std::string_view word = string_value(option->arg);
  if (const auto* type = node_as<::TypeName>(option->arg, T_TypeName)) {
    word = string_value(ListOf<Node>(type->names).back());
  }
  return !is_word(word, "FALSE") && !is_word(word, "OFF") && word != "0" && !is_word(word, "NO");
}

}  // namespace miglint::postgres
