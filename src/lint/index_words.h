// Words about indexes that several rules use.
//
// Comes in: an index of the schema. Goes out: what messages call it, and the SQL that drops it
// while others work. Which index is of no use does not belong here.
#pragma once

#include <string>

#include "migration/dialect.h"
#include "schema/schema.h"

namespace miglint {

/// "`orders_by_day`", "the primary key" where the index has no other name, as on MySQL.
[[nodiscard]] std::string index_words(const Index& index, const Schema& schema, Dialect dialect);

/// The statement that drops the index without blocking reads and writes.
[[nodiscard]] std::string drop_index_online(const Index& index, const Schema& schema,
                                            Dialect dialect);

}  // namespace miglint
