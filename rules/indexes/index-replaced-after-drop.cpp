// An index is dropped before the one that takes its place is built.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <variant>
#include <vector>

#include "lint/rule.h"
#include "lint/tenancy.h"
#include "lint/unique_keys.h"
#include "lint/wording.h"
#include "timeline/later_operations.h"

namespace miglint::rules {
namespace {

std::string_view first_column(const op::CreateIndex& create) {
  if (create.keys.empty()) return {};
  const IndexKey& key = create.keys.front();
  if (key.expression == nullptr) return key.column;
  return key.expression->columns.empty() ? std::string_view() : key.expression->columns.front();
}

/// The old key without the tenant, the new one with it: that is global-unique-dropped-first.
bool is_scoping(const Index& index, const Table& table, const op::CreateIndex& create,
                const Schema& schema, std::span<const std::string> tenant_columns) {
  if (!index.unique || !create.unique) return false;
  const Column* tenant = tenant_column(table, schema, tenant_columns);
  if (tenant == nullptr) return false;
  return std::ranges::any_of(create.keys,
                             [&](const IndexKey& key) { return key.column == tenant->name; });
}

/// Another index that begins with the same column serves the queries meanwhile.
bool is_covered(const Index& index, const Table& table, std::string_view column,
                const Schema& schema) {
  return std::ranges::any_of(table.indexes, [&](RelationKey key) {
    const Index* other = schema.find_index(key);
    if (other == nullptr || other->key == index.key || !other->valid || other->partial)
      return false;
    const auto columns = columns_of(*other);
    return !columns.empty() && columns.front() == column;
  });
}

void check(const op::DropIndex& drop, const Operation& operation, const Moment& at,
           Findings& findings) {
  const Index* index = at.before.find_index(drop.index);
  // An invalid one serves nobody.
  if (at.direction == Direction::down || index == nullptr || !index->valid) return;
  if (at.is_new(index->table) || index->origin.migration == at.migration_number) return;
  const Table* table = at.before.find_table(index->table);
  const auto columns = columns_of(*index);
  if (table == nullptr || columns.empty()) return;
  if (is_covered(*index, *table, columns.front(), at.before)) return;
  const Operation* successor = nullptr;
  bool type_changes = false;
  const auto replaces = [&](const Operation& later, const Statement&) {
    const auto* alter = std::get_if<op::AlterColumnType>(&later.action);
    // Which would build the index again under its lock.
    if (alter != nullptr && at.before.key(alter->table.name) == table->key) type_changes = true;
    const auto* create = std::get_if<op::CreateIndex>(&later.action);
    if (create == nullptr || at.before.key(create->table) != table->key) return false;
    if (first_column(*create) != columns.front()) return false;
    if (is_scoping(*index, *table, *create, at.before, findings.options().tenant_columns()))
      return false;
    successor = &later;
    return true;
  };
  // The transaction's lock keeps all queries out until the new one is there.
  if (find_later_in_transaction(operation, at, replaces)) return;
  if (!find_later_in_script(operation, at, replaces)) return;
  if (type_changes || !run_apart(operation, *successor, at)) return;
  const std::string name = identifier(table->key, at.before);
  findings.add({
      .span = operation.span,
      .message =
          fmt::format("Until the new index is built, queries of `{}` that look for `{}` read "
                      "the whole table{}.",
                      name, identifier(columns.front()),
                      index->unique && std::get<op::CreateIndex>(successor->action).unique
                          ? ", and duplicates get in, on which it then fails"
                          : ""),
      .safe_way =
          "-- build the new one first, under another name; rename it when this one is gone\n",
      .related = {{successor->span, "the index that takes its place"}},
  });
}

}  // namespace

extern const RuleLogic index_replaced_after_drop;
const RuleLogic index_replaced_after_drop{.operations = {on<check>()}};

}  // namespace miglint::rules
