// Taking objects out of the catalog together with what goes with them.
#pragma once

#include <string_view>

#include "schema/catalog.h"
#include "schema/schema.h"

namespace miglint {

/// The relation with its indexes, constraints, partitions and owned sequences, and the foreign keys
/// that reference it; with `cascade` also views that read it, inheritors, columns of its row type.
void drop_relation(Catalog& catalog, RelationKey relation, bool cascade);

/// The index, those of the partitions attached to it, and the constraints behind them.
void drop_index(Catalog& catalog, RelationKey index);

/// The column with its constraints, indexes and sequences, and the foreign keys that reference it;
/// with `cascade` also views that read it. `table` stays; its partitions are not looked at.
void drop_column(Catalog& catalog, Table& table, std::string_view column, bool cascade);

/// The constraint with its index; foreign keys that reference the index with `cascade`. Constraints
/// of partitions that belong to it go as well, inherited CHECKs unless `only`.
void drop_constraint(Catalog& catalog, Table& table, std::size_t position, bool cascade, bool only);

/// The type; with `cascade` also the columns of it.
void drop_type(Catalog& catalog, RelationKey type, bool cascade);

/// Triggers that call the function, too, with `cascade`.
void drop_function(Catalog& catalog, RelationKey function, bool cascade);

/// All that is in the schema.
void drop_schema(Catalog& catalog, std::string_view schema, bool cascade);

/// Takes the partition or inheritor off its parent's lists.
void unlink_from_parents(Catalog& catalog, const Table& table);

}  // namespace miglint
