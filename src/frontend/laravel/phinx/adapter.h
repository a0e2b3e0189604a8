// Phinx\Db\Adapter: one action on a table to SQL. One file a server.
//
// Comes in: an action. Goes out: parts of an ALTER TABLE, and statements that follow it. In which
// order actions are sent does not belong here.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "frontend/laravel/phinx/table.h"

namespace miglint::laravel::phinx {

/// Phinx\Db\Util\AlterInstructions.
struct Instructions {
  std::vector<std::string> parts;
  std::vector<std::string> after;
  /// What Phinx sends depends on the catalog, which it asks.
  bool approximate = false;
};

using Made = std::expected<Instructions, std::string>;

[[nodiscard]] Made alter(const Target& target, const Action& action);
[[nodiscard]] std::expected<std::vector<std::string>, std::string> create_table(
    const Target& target, const TableName& table, std::vector<Column> columns,
    const std::vector<Index>& indexes);

namespace mysql {
[[nodiscard]] Made alter(const Target& target, const Action& action);
[[nodiscard]] std::expected<std::vector<std::string>, std::string> create_table(
    const Target& target, const TableName& table, const std::vector<Column>& columns,
    const std::vector<Index>& indexes, const std::vector<std::string>& primary_key);
}  // namespace mysql

namespace postgres {
[[nodiscard]] Made alter(const Target& target, const Action& action);
[[nodiscard]] std::expected<std::vector<std::string>, std::string> create_table(
    const Target& target, const TableName& table, const std::vector<Column>& columns,
    const std::vector<Index>& indexes, const std::vector<std::string>& primary_key);
}  // namespace postgres

/// The table as it is written: with schema, prefix and suffix.
[[nodiscard]] std::string quoted_table(const Target& target, std::string_view name);
/// A table's name with prefix and suffix.
[[nodiscard]] std::string full_name(const Target& target, std::string_view name);
[[nodiscard]] std::string quoted(const Target& target, std::string_view column);
/// As PDO quotes for that server.
[[nodiscard]] std::string quoted_text(const Target& target, const Attribute& text);
/// " DEFAULT 'a'"; empty for null.
[[nodiscard]] std::string default_clause(const Target& target, const Attribute& value,
                                         std::string_view type);
[[nodiscard]] std::string joined(const std::vector<std::string>& parts, std::string_view between);

}  // namespace miglint::laravel::phinx
