// What only MySQL and MariaDB have: columns defined anew, table options, partitions by name.
#include <algorithm>
#include <string>
#include <utility>

#include "schema/drop.h"
#include "schema/rename.h"
#include "schema/replay.h"

namespace miglint {
namespace {

void keep_charset(Table& table) {
  if (table.charset.empty()) return;
  for (Column& column : table.columns) {
    if (!column.type || !column.type->charset.empty() || !column.collation.empty()) continue;
    const std::string& type = column.type->name;
    const bool text =
        type.ends_with("text") || type.ends_with("char") || type == "enum" || type == "set";
    if (text) column.type->charset = table.charset;
  }
}

}  // namespace

void Replay::place_column(Table& table, std::string_view column,
                          const ColumnPosition& position) const {
  using Kind = ColumnPosition::Kind;
  if (position.kind == Kind::unsaid) return;
  const Column* moved = find_column(table, column);
  if (moved == nullptr) return;
  const auto from = table.columns.begin() + (moved - table.columns.data());
  auto to = table.columns.begin();
  if (position.kind == Kind::after) {
    const Column* before = find_column(table, position.after);
    if (before == nullptr || before == moved) return;
    to += before - table.columns.data() + 1;
  }
  if (from < to) {
    std::rotate(from, from + 1, to);
  } else {
    std::rotate(to, from, from + 1);
  }
}

void Replay::operator()(const op::ChangeColumn& change) {
  Table* table = reach(change.table);
  if (table == nullptr) return;
  const Column& old = reach_column(*table, change.column);
  const std::string old_name = old.name;
  const Origin made = old.origin;
  const bool backfilled = old.backfilled;
  const bool key = old.not_null && std::ranges::any_of(table->constraints, [&](const auto& other) {
                     return other.kind == ConstraintKind::primary_key &&
                            std::ranges::find(other.columns, old_name) != other.columns.end();
                   });
  const std::string new_name(change.definition.name);
  if (old_name != new_name) rename_column(catalog_, *table, old_name, new_name);
  Column& column = reach_column(*table, new_name);
  Column defined = make_column(change.definition);
  // An ALTER does not make it new: rows and their values stay.
  defined.origin = made;
  defined.backfilled = backfilled;
  defined.not_null |= key;
  column = std::move(defined);
  place_column(*table, new_name, change.position);
}

void Replay::operator()(const op::SetTableOption& option) {
  using Kind = op::SetTableOption::Kind;
  Table* table = reach(option.table);
  if (table == nullptr) return;
  if (!option.traits.engine.empty()) table->engine = option.traits.engine;
  if (!option.traits.row_format.empty()) table->row_format = option.traits.row_format;
  if (option.traits.charset.empty()) return;
  // Columns that are there stay as they are: the table's character set is for new ones.
  if (option.kind != Kind::convert_charset) keep_charset(*table);
  table->charset = option.traits.charset;
  if (option.kind != Kind::convert_charset) return;
  for (Column& column : table->columns) {
    if (column.type && !column.type->charset.empty()) column.type->charset = option.traits.charset;
  }
}

void Replay::operator()(const op::ChangePartitions& change) {
  using Kind = op::ChangePartitions::Kind;
  Table* table = reach(change.table);
  if (table == nullptr) return;
  if (change.kind != Kind::partition_by && change.kind != Kind::remove) return;
  table->partition_strategy = change.kind == Kind::partition_by ? change.strategy : "";
  table->partition_columns.clear();  // Not known from here.
}

void Replay::operator()(const op::RenameIndex& rename) {
  Table* table = reach(rename.table);
  if (table == nullptr) return;
  const Index* found = catalog_.find_index(*table, rename.index);
  if (found != nullptr) catalog_.own_index(found->key)->name = rename.new_name;
}

void Replay::operator()(const op::SetIndexVisibility& set) {
  Table* table = reach(set.table);
  if (table == nullptr) return;
  const Index* found = catalog_.find_index(*table, set.index);
  if (found != nullptr) catalog_.own_index(found->key)->invisible = !set.visible;
}

void Replay::operator()(const op::UseDatabase& use) {
  auto path = std::make_shared<SearchPath>();
  path->schemas.emplace_back(use.database);
  catalog_.path = std::move(path);
}

}  // namespace miglint
