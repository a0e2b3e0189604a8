// Types as written to types as the catalog has them.
#pragma once

#include <string_view>

#include "schema/schema.h"

namespace miglint {

struct Catalog;

[[nodiscard]] ColumnType resolve_type(const Catalog& catalog, const TypeName& written);

/// Is it the name of a type in pg_catalog?
[[nodiscard]] bool is_builtin_type(std::string_view name);

}  // namespace miglint
