#include "schema/column_type.h"

#include <algorithm>
#include <array>

#include "schema/catalog.h"

namespace miglint {
namespace {

constexpr auto kBuiltinTypes = std::to_array<std::string_view>({
#include "schema/builtin_types.inc"
});
static_assert(std::ranges::is_sorted(kBuiltinTypes));

std::string_view without_serial(std::string_view name) {
  if (name == "serial" || name == "serial4") return "int4";
  if (name == "bigserial" || name == "serial8") return "int8";
  if (name == "smallserial" || name == "serial2") return "int2";
  return name;
}

}  // namespace

bool is_builtin_type(std::string_view name) {
  return std::ranges::binary_search(kBuiltinTypes, name);
}

ColumnType resolve_type(const Catalog& catalog, const TypeName& written) {
  ColumnType type;
  if (catalog.mysql) {
    // All types are the server's own: there is nothing to look up.
    type.schema = "pg_catalog";
    type.name = written.name.name;
    type.modifiers.assign(written.modifiers.begin(), written.modifiers.end());
    type.is_unsigned = written.is_unsigned;
    type.charset = written.charset;
    type.labels.assign(written.labels.begin(), written.labels.end());
    return type;
  }
  std::string_view name = written.name.name;
  if (written.serial) name = without_serial(name);
  // All arrays of one element type are one type, whatever dimensions were written.
  type.array_dimensions = written.array_dimensions > 0 ? 1 : 0;
  if (written.name.schema.empty() || written.name.schema == "pg_catalog") {
    const bool array_name = name.starts_with('_') && is_builtin_type(name.substr(1));
    if (array_name) {
      name.remove_prefix(1);
      type.array_dimensions = 1;
    }
    // The server's own catalog is searched before the search path.
    if (array_name || !written.name.schema.empty() || is_builtin_type(name)) {
      type.schema = "pg_catalog";
    }
  } else {
    type.schema = written.name.schema;
  }
  type.name = name;
  if (type.schema.empty()) {
    if (const UserType* known = catalog.find_type(written.name)) {
      type.schema = known->schema;
    } else if (const Table* row_type = catalog.find_table(written.name)) {
      type.schema = row_type->schema;
    } else {
      type.schema = catalog.creation_schema();
    }
  }
  type.modifiers.assign(written.modifiers.begin(), written.modifiers.end());
  // numeric(10) is numeric(10, 0).
  if (type.name == "numeric" && type.modifiers.size() == 1) type.modifiers.push_back(0);
  return type;
}

}  // namespace miglint
