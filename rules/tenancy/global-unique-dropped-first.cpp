// The global uniqueness goes before the one within a tenant is there: meanwhile there is none.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "lint/rule.h"
#include "lint/tenancy.h"
#include "lint/unique_keys.h"
#include "lint/wording.h"
#include "timeline/later_operations.h"

namespace miglint::rules {
namespace {

struct Dropped {
  const Table* table = nullptr;
  std::vector<std::string_view> columns;
  std::string name;
};

bool covers(const std::vector<std::string_view>& columns, std::string_view tenant,
            const std::vector<std::string_view>& old) {
  const auto has = [&](std::string_view column) {
    return std::ranges::find(columns, column) != columns.end();
  };
  return has(tenant) && std::ranges::all_of(old, has);
}

bool is_there_already(const Dropped& dropped, std::string_view tenant, const Schema& schema) {
  return std::ranges::any_of(dropped.table->indexes, [&](RelationKey key) {
    const Index* index = schema.find_index(key);
    return index != nullptr && index->unique && index->valid && !index->partial &&
           covers(columns_of(*index), tenant, dropped.columns);
  });
}

void check(const Dropped& dropped, const Operation& operation, const Moment& at,
           Findings& findings) {
  if (dropped.table->origin.migration == at.migration_number && !dropped.table->assumed) return;
  const Column* tenant =
      tenant_column(*dropped.table, at.before, findings.options().tenant_columns());
  if (tenant == nullptr || dropped.columns.empty()) return;
  if (std::ranges::find(dropped.columns, tenant->name) != dropped.columns.end()) return;
  if (is_there_already(dropped, tenant->name, at.before)) return;
  const Operation* successor = nullptr;
  const auto replaces = [&](const Operation& later, const Statement&) {
    const auto key = unique_key_made(later, at);
    if (!key || at.before.key(key->table) != dropped.table->key) return false;
    if (!covers(key->columns, tenant->name, dropped.columns)) return false;
    successor = &later;
    return true;
  };
  // Until the end of its transaction nobody else can write.
  if (find_later_in_transaction(operation, at, replaces)) return;
  if (!find_later_in_script(operation, at, replaces)) return;
  if (!run_apart(operation, *successor, at)) return;
  const std::string table = identifier(dropped.table->key, at.before);
  const std::string columns = identifiers(dropped.columns);
  findings.add({
      .span = operation.span,
      .message =
          fmt::format("Until the key with `{}` is there, nothing keeps two rows of `{}` with "
                      "the same `{}` out, not even of one tenant; then building it fails.",
                      identifier(tenant->name), table, columns),
      .safe_way = fmt::format("-- first\n"
                              "CREATE UNIQUE INDEX CONCURRENTLY {} ON {} ({}, {});\n"
                              "-- then drop {}\n",
                              identifier(fmt::format("{}_{}_{}_key", dropped.table->name,
                                                     tenant->name, dropped.columns.front())),
                              table, identifier(tenant->name), columns, identifier(dropped.name)),
      .related = {{successor->span, "the key that takes its place"}},
  });
}

void check_index(const op::DropIndex& drop, const Operation& operation, const Moment& at,
                 Findings& findings) {
  const Index* index = at.before.find_index(drop.index);
  if (index == nullptr || !index->unique) return;
  const Table* table = at.before.find_table(index->table);
  if (table == nullptr) return;
  check({table, columns_of(*index), index->name}, operation, at, findings);
}

void check_constraint(const op::DropConstraint& drop, const Operation& operation, const Moment& at,
                      Findings& findings) {
  const Table* table = at.before.find_table(drop.table.name);
  if (table == nullptr) return;
  const TableConstraint* constraint = table->find_constraint(drop.constraint);
  if (constraint == nullptr || constraint->kind != ConstraintKind::unique) return;
  check({table, {constraint->columns.begin(), constraint->columns.end()}, constraint->name},
        operation, at, findings);
}

}  // namespace

extern const RuleLogic global_unique_dropped_first;
const RuleLogic global_unique_dropped_first{
    .operations = {on<check_index>(), on<check_constraint>()}};

}  // namespace miglint::rules
