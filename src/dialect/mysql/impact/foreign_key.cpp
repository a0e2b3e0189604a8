// What a foreign key does not let happen to its columns and indexes. Measured on MySQL 9.7 and
// MariaDB 10.11, with foreign_key_checks on and off alike.
#include <algorithm>
#include <ranges>

#include "dialect/mysql/impact/verdict.h"

namespace miglint::mysql {
namespace {

/// The same command takes the foreign key away.
bool is_dropped(const TableConstraint& reference, const Place& at) {
  if (!at.company.has<op::DropConstraint>()) return false;
  return std::ranges::any_of(at.command, [&](const Operation& operation) {
    const auto* drop = std::get_if<op::DropConstraint>(&operation.action);
    return drop != nullptr && drop->constraint == reference.name;
  });
}

bool is_kept(const TableConstraint& constraint, const Place& at) {
  return constraint.kind == ConstraintKind::foreign_key && !is_dropped(constraint, at);
}

bool has(const std::vector<std::string>& columns, std::string_view column) {
  return std::ranges::find(columns, column) != columns.end();
}

enum class Side : std::uint8_t { none, referring, referenced };

/// Which side of a foreign key the column is on.
Side side_of(std::string_view column, const Place& at) {
  if (at.table == nullptr) return Side::none;
  for (const TableConstraint& constraint : at.table->constraints) {
    if (is_kept(constraint, at) && has(constraint.columns, column)) return Side::referring;
  }
  for (const RelationKey key : at.before.referencing_tables(at.table->key)) {
    const Table* table = at.before.find_table(key);
    if (table == nullptr) continue;
    for (const TableConstraint& constraint : table->constraints) {
      if (constraint.kind == ConstraintKind::foreign_key &&
          constraint.referenced_table == at.table->key &&
          has(constraint.referenced_columns, column)) {
        return Side::referenced;
      }
    }
  }
  return Side::none;
}

std::int32_t length(std::span<const std::int32_t> modifiers) {
  return modifiers.empty() ? 1 : modifiers.front();
}

}  // namespace

std::optional<Verdict> refused_type_change(const op::ChangeColumn& change, const Column& old,
                                           const Place& at) {
  const Side side = side_of(change.column, at);
  if (side == Side::none) return std::nullopt;
  const TypeName& to = change.definition.type;
  const std::string_view from = old.type->name;
  const bool mariadb = at.server().mariadb;
  const std::uint16_t in_use = side == Side::referring ? 1832 : 1833;
  const std::string_view cause = side == Side::referring
                                     ? "the column refers to another table by a foreign key"
                                     : "a foreign key of another table refers to the column";
  if (from.ends_with("int") && to.name.name.ends_with("int")) {
    if (from == to.name.name && old.type->is_unsigned == to.is_unsigned) return std::nullopt;
    return refused(mariadb ? in_use : 3780, cause);
  }
  if (from == to.name.name && (from == "varchar" || from == "char")) {
    const std::int32_t before = length(old.type->modifiers);
    const std::int32_t after = length(to.modifiers);
    if (after < before || (mariadb && after > before)) return refused(in_use, cause);
  }
  return std::nullopt;
}

std::optional<Verdict> refused_drop(const op::DropColumn& drop, const Place& at) {
  switch (side_of(drop.column, at)) {
    case Side::none:
      return std::nullopt;
    case Side::referring:
      return refused(at.server().mariadb ? 1553 : 1828, "a foreign key needs the column");
    case Side::referenced:
      return refused(at.server().mariadb ? 1553 : 1829,
                     "a foreign key of another table refers to the column");
  }
  return std::nullopt;
}

std::optional<Verdict> refused_drop(const op::DropIndex& drop, const Place& at) {
  const Index* index =
      at.table == nullptr ? nullptr : at.before.find_index(*at.table, drop.index.name);
  if (index == nullptr) return std::nullopt;
  const auto begins = [](const Index& other, const std::vector<std::string>& columns) {
    return other.keys.size() >= columns.size() &&
           std::ranges::equal(other.keys | std::views::take(columns.size()), columns, {},
                              &Index::Key::column);
  };
  // The same command may make another one.
  if (miglint::mysql::has<op::CreateIndex>(at) || miglint::mysql::has<op::AddConstraint>(at)) {
    return std::nullopt;
  }
  for (const TableConstraint& constraint : at.table->constraints) {
    if (!is_kept(constraint, at) || !begins(*index, constraint.columns)) continue;
    const bool other = std::ranges::any_of(at.table->indexes, [&](RelationKey key) {
      const Index* each = at.before.find_index(key);
      return each != nullptr && each != index && begins(*each, constraint.columns);
    });
    if (!other) return refused(1553, "a foreign key needs the index");
  }
  return std::nullopt;
}

}  // namespace miglint::mysql
