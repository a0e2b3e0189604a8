#include "lint/tenancy.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace miglint {
namespace {

/// Without underscores, in lower case: of "org_id" and "orgId" alike.
std::string plain(std::string_view column) {
  std::string result;
  for (const char c : column) {
    if (c != '_') result += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return result;
}

constexpr std::array sure{"tenantid", "orgid", "organizationid", "organisationid", "workspaceid"};
/// Of many programs the tenant, of others the thing that a row is about.
constexpr std::array likely{"accountid", "companyid", "customerid"};
constexpr int tables_for_likely = 3;

template <class Names>
bool is_one_of(const Names& names, std::string_view word) {
  return std::ranges::find(names, word) != names.end();
}

bool is_in_many_tables(std::string_view column, const Schema& schema) {
  int count = 0;
  return schema.any_table([&](const Table& table) {
    const bool has = table.kind == TableKind::table && table.find_column(column) != nullptr;
    return has && ++count == tables_for_likely;
  });
}

/// The rows are the tenants' own: the column is the whole primary key.
bool is_key(const Table& table, std::string_view column) {
  return std::ranges::any_of(table.constraints, [&](const TableConstraint& constraint) {
    return constraint.kind == ConstraintKind::primary_key && constraint.columns.size() == 1 &&
           constraint.columns.front() == column;
  });
}

}  // namespace

bool is_tenant_name(std::string_view column) {
  return is_one_of(sure, plain(column));
}

const Column* tenant_column(const Table& table, const Schema& schema,
                            std::span<const std::string> named) {
  for (const Column& column : table.columns) {
    if (is_one_of(named, column.name) && !is_key(table, column.name)) return &column;
  }
  for (const Column& column : table.columns) {
    if (is_tenant_name(column.name) && !is_key(table, column.name)) return &column;
  }
  for (const Column& column : table.columns) {
    if (is_one_of(likely, plain(column.name)) && !is_key(table, column.name) &&
        is_in_many_tables(column.name, schema)) {
      return &column;
    }
  }
  return nullptr;
}

}  // namespace miglint
