// Phinx\Db\Table: what a Phinx migration says of one table, and the SQL that it makes.
//
// Comes in: actions as plain values, in the order in which the migration gives them. Goes out: the
// statements in the order in which Phinx's plan sends them. PHP's values do not belong here.
#pragma once

#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "frontend/laravel/blueprint.h"
#include "frontend/laravel/connection.h"
#include "frontend/laravel/fluent.h"
#include "migration/sql_statement.h"

namespace miglint::laravel::phinx {

/// What phinx.php says of the adapter and of Phinx itself (Phinx\Config\FeatureFlags). As Phinx
/// 0.13 and later have it where nothing is said.
struct Settings {
  bool unsigned_primary_keys = true;
  bool column_null_default = true;
  bool timestamps_use_datetime = false;
  std::string engine = "InnoDB";
  std::string collation = "utf8mb4_unicode_ci";
  std::string schema = "public";
  std::string prefix;
  std::string suffix;
};

/// Where both are given to a function, the connection says which server it is.
struct Target {
  const Connection& connection;
  const Settings& settings;
};

struct TableName {
  std::string name;
  /// 'id' => false, 'primary_key' => […], 'engine' => …
  std::vector<std::pair<std::string, Attribute>> options;
  [[nodiscard]] const Attribute* option(std::string_view wanted) const;
};

struct Column {
  std::string name;
  std::string type;
  bool literal = false;  ///< Literal::from('citext').
  std::optional<std::int64_t> limit;
  std::optional<std::int64_t> scale;
  std::optional<std::int64_t> srid;
  bool null = true;
  Attribute initial;  ///< Its default.
  bool identity = false;
  std::optional<std::string> generated = "BY DEFAULT";
  std::string after;
  std::string update;
  std::string comment;
  std::string collation;
  std::string encoding;
  bool is_signed = true;
  bool timezone = false;
  std::optional<Attribute::List> values;
};

struct Index {
  std::vector<std::string> columns;
  std::string type = "index";  ///< "unique", "fulltext", "gin".
  std::optional<std::string> name;
  Attribute limit;  ///< Of all columns.
  std::optional<std::vector<std::pair<std::string, std::int64_t>>> limits;
  std::vector<std::pair<std::string, std::string>> order;
  std::vector<std::string> include;
};

struct ForeignKey {
  std::vector<std::string> columns;
  std::string table;
  std::vector<std::string> referenced;
  std::string on_delete;
  std::string on_update;
  std::string constraint;
};

struct Action {
  enum class Kind : std::uint8_t {
    create_table,
    drop_table,
    rename_table,
    change_primary_key,
    change_comment,
    add_column,
    change_column,
    remove_column,
    rename_column,
    add_index,
    drop_index,
    add_foreign_key,
    drop_foreign_key,
  };
  Kind kind = Kind::create_table;
  std::shared_ptr<const TableName> table;
  Span span;
  std::vector<Guard> guards;
  std::string name;      ///< Of the column as it is.
  std::string new_name;  ///< Of the column or table.
  Column column;
  Index index;
  ForeignKey key;
  std::optional<std::vector<std::string>> columns;  ///< Of the primary key.
  Attribute comment;
};

/// A table() of a migration.
struct Table {
  std::shared_ptr<TableName> name;
  Span span;
  std::vector<Action> actions;
  std::vector<std::vector<std::pair<std::string, Attribute>>> rows;
  /// What of it is not known; it is not sent then.
  std::string problem;
};

using Statements = std::expected<std::vector<CompiledSql>, std::string>;

/// Phinx\Db\Plan\Plan: what is sent for these actions.
[[nodiscard]] Statements plan(const std::vector<Action>& actions, const Target& target);
/// The actions in the order in which they are sent.
[[nodiscard]] std::vector<Action> in_plan_order(const std::vector<Action>& actions,
                                                const Target& target);
/// What is sent when a change() that sent these actions in this order is rolled back.
[[nodiscard]] Statements inverse_plan(const std::vector<Action>& actions, const Target& target);

}  // namespace miglint::laravel::phinx
