// Putting indexes on tables, and on the partitions of partitioned tables.
#pragma once

#include "schema/catalog.h"
#include "schema/schema.h"

namespace miglint {

[[nodiscard]] Index::Key index_key(const IndexKey& written);

/// Adds the index; makes its name up if it has none (`kind`: of the constraint it is made for, or
/// null). On a partitioned table the partitions get one too, unless `index.only`.
RelationKey add_index(Catalog& catalog, Table& table, Index index, const ConstraintKind* kind);

/// Gives `partition` an index for each index of `parent`: one of its own that fits, or a new one.
void take_indexes_of(Catalog& catalog, const Table& parent, Table& partition, const Origin& origin);

/// A new index on `table` like `source`, under a name of its own.
void copy_index(Catalog& catalog, const Index& source, Table& table, const Origin& origin);

/// A partitioned index is valid when each partition has a valid index attached to it.
void update_validity(Catalog& catalog, RelationKey parent);

}  // namespace miglint
