// How often MySQL has changed the columns of a table without writing its rows again.
//
// Comes in: the operations of one command, after the catalog has them. Goes out: a count in
// `Table::row_versions`. What the server's limit is does not belong here.
#pragma once

#include <span>

#include "schema/catalog.h"
#include "schema/operation.h"

namespace miglint {

/// Errs on the low side: what may write the rows again is taken to do so.
void count_row_versions(Catalog& catalog, std::span<const Operation> command);

}  // namespace miglint
