// New names for objects, followed everywhere that the catalog mentions them.
#pragma once

#include <string_view>

#include "schema/catalog.h"
#include "schema/schema.h"

namespace miglint {

/// Puts the relation under another schema and name; indexes, owned sequences and constraints move
/// to the schema with it. What already stands there goes. Gives the new key.
RelationKey move_relation(Catalog& catalog, RelationKey relation, std::string_view schema,
                          std::string_view name);

/// Puts the index under another schema and name, and the constraint behind it as well.
void move_index(Catalog& catalog, RelationKey index, std::string_view schema,
                std::string_view name);

void move_type(Catalog& catalog, RelationKey type, std::string_view schema, std::string_view name);

void move_function(Catalog& catalog, RelationKey function, std::string_view schema,
                   std::string_view name);

/// Renames a column of one table where the table, its indexes, the foreign keys to it and the views
/// on it mention it.
void rename_column(Catalog& catalog, Table& table, std::string_view column, std::string_view name);

/// Renames a constraint of one table and its index.
void rename_constraint(Catalog& catalog, Table& table, std::string_view constraint,
                       std::string_view name);

}  // namespace miglint
