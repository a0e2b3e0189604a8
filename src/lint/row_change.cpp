#include "lint/row_change.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <variant>

namespace miglint {
namespace {

using std::string_view_literals::operator""sv;

struct Target {
  const ObjectName* table = nullptr;
  const Filter* filter = nullptr;
  std::span<const ObjectName> reads;
};

Target target_of(const Action& action) {
  if (const auto* update = std::get_if<op::UpdateRows>(&action)) {
    return {&update->table, &update->filter, {}};
  }
  if (const auto* remove = std::get_if<op::DeleteRows>(&action)) {
    return {&remove->table, &remove->filter, {}};
  }
  if (const auto* insert = std::get_if<op::InsertRows>(&action)) {
    // A query that reads no relation makes up a few rows: SELECT FROM (VALUES …).
    if (insert->from_query && !insert->reads.empty()) return {&insert->table, {}, insert->reads};
  }
  if (const auto* merge = std::get_if<op::MergeRows>(&action)) {
    return {&merge->table, {}, merge->reads};
  }
  return {};
}

/// The record of what has been applied: a row a migration, whatever the size of the rest.
bool keeps_versions(std::string_view table) {
  static constexpr std::array kEnds{
      "schema_version"sv, "schema_versions"sv, "schema_migrations"sv, "schema_history"sv,
      "schema_info"sv,    "alembic_version"sv, "goose_db_version"sv,  "_schema"sv};
  return std::ranges::any_of(kEnds, [&](std::string_view end) { return table.ends_with(end); });
}

bool touches_existing(const Target& target, const Moment& at) {
  const auto exists = [&](const ObjectName& name) { return !at.is_new(name); };
  return exists(*target.table) || std::ranges::any_of(target.reads, exists);
}

/// Batch after batch in one transaction comes to the whole table.
bool loops_without_commit(const Operation& operation, const Moment& at) {
  if (!operation.nesting.in_loop) return false;
  if (at.transaction.open()) return true;
  return std::ranges::none_of(at.statement.operations, [](const Operation& other) {
    const auto* control = std::get_if<op::TransactionControl>(&other.action);
    return other.nesting.in_loop && control != nullptr &&
           control->kind == op::TransactionControl::Kind::commit;
  });
}

bool is_unfiltered(const Filter& filter) {
  return !filter.limited &&
         (filter.kind == FilterKind::none || filter.kind == FilterKind::tautology);
}

/// Of a table whose columns and indexes are known, no index begins with a column of the filter.
bool reads_all_rows(const Target& target, const Schema& schema) {
  const Filter* filter = target.filter;
  if (filter == nullptr || filter->kind != FilterKind::key_range || filter->limited ||
      filter->columns.empty()) {
    return false;
  }
  const Table* table = schema.find_table(*target.table);
  if (table == nullptr || table->kind != TableKind::table || table->assumed ||
      table->columns_incomplete) {
    return false;
  }
  return std::ranges::none_of(table->indexes, [&](RelationKey key) {
    const Index* index = schema.find_index(key);
    if (index == nullptr || index->keys.empty()) return true;
    const std::string& first = index->keys.front().column;
    // Of an expression the columns are not kept; other methods look at all keys.
    return first.empty() || index->method != "btree" ||
           std::ranges::find(filter->columns, first) != filter->columns.end();
  });
}

}  // namespace

const HeldLock* strong_lock_held(const Moment& at, std::uint32_t migration) {
  const HeldLock* strongest = nullptr;
  for (const HeldLock& held : at.held) {
    if (held.migration != migration || !held.existed_before || !blocks_writes(held.mode)) continue;
    if (strongest == nullptr || strongest->mode < held.mode) strongest = &held;
  }
  return strongest;
}

RowChange row_change(const Operation& operation, const Moment& at) {
  const Target target = target_of(operation.action);
  if (target.table == nullptr || keeps_versions(target.table->name)) return {};
  if (!touches_existing(target, at)) return {};
  RowChange change{.filter = target.filter,
                   .effect = at.effect_on(operation, at.before.key(*target.table))};
  if (change.effect == nullptr) return {};
  const bool table_size = change.effect->duration == Duration::table_size;
  const bool loops = loops_without_commit(operation, at);
  change.searches = !table_size && !loops && reads_all_rows(target, at.before);
  if (table_size || loops || change.searches)
    change.lock = strong_lock_held(at, at.migration_number);
  if (change.lock != nullptr) {
    change.hazard = RowChange::Hazard::under_strong_lock;
  } else if (target.filter == nullptr) {
    change.hazard = RowChange::Hazard::none;
  } else if (is_unfiltered(*target.filter)) {
    change.hazard = RowChange::Hazard::without_filter;
  } else if (table_size && !operation.nesting.in_loop) {
    change.hazard = RowChange::Hazard::unbatched;
  }
  return change;
}

}  // namespace miglint
