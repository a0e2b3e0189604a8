// Which column of a table says whose row it is.
//
// Comes in: a table and the schema around it. Goes out: its tenant column, and what columns decide
// by themselves. Whether a key needs the column does not belong here.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "schema/schema.h"

namespace miglint {

/// The column by which the rows of the table belong to a tenant; null: none, or not surely one.
/// `named`: those that the project says hold one. Besides, `tenant_id`, `org_id` and their like
/// count wherever they stand, also as `tenantId`; `account_id`, `company_id` and `customer_id`
/// where at least three tables have them.
[[nodiscard]] const Column* tenant_column(const Table& table, const Schema& schema,
                                          std::span<const std::string> named);

/// The name alone says that a column holds a tenant.
[[nodiscard]] bool is_tenant_name(std::string_view column);

}  // namespace miglint
