// Illuminate\Database\Schema\Blueprint: what a migration says of one table, in the order in which
// it says it.
//
// Comes in: calls such as `string('email', 100)`. Goes out: columns and commands as plain values;
// the SQL they give. PHP's syntax and values do not belong here.
#pragma once

#include <expected>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "frontend/laravel/connection.h"
#include "frontend/laravel/fluent.h"
#include "migration/source_map.h"

namespace miglint::laravel {

using FluentPtr = std::shared_ptr<Fluent>;

/// A command of the blueprint. `column` is set where the command is about one column.
struct Command {
  std::string name;
  FluentPtr fluent;
  FluentPtr column;
  bool skip = false;
};

/// A statement and the call in the source that caused it.
struct CompiledSql {
  std::string text;
  Span span;
  /// What the framework would really send depends on the live schema (Laravel before 10 asks
  /// Doctrine DBAL for the column as it is).
  bool approximate = false;
  /// Which calls its parts come from; empty: all of it from the one above.
  std::vector<TextPiece> pieces = {};
};

class Blueprint {
 public:
  /// `span` is the call of `Schema::create` or the like.
  Blueprint(const Connection& connection, Attribute table, Span span)
      : connection_(connection), table_(std::move(table)), span_(span) {}

  /// A method of `$table`. Gives the column or command that further calls change; none for methods
  /// that give nothing. Fails for a method that Laravel does not have (a macro).
  std::expected<FluentPtr, std::string> call(std::string_view method, Attribute::List args,
                                             Span span);
  /// A method of what `call` gave: `->nullable()`, `->constrained()`.
  FluentPtr modify(const FluentPtr& fluent, std::string_view method, const Attribute::List& args,
                   Span span);
  /// foreignIdFor and its like, once the model is known.
  FluentPtr foreign_id_for(std::string_view key_type, const Attribute& column, Attribute table,
                           Attribute key, Span span);

  /// The statements of Illuminate\Database\Schema\Blueprint::toSql(), in order.
  [[nodiscard]] std::expected<std::vector<CompiledSql>, std::string> to_sql();

  [[nodiscard]] const Connection& connection() const { return connection_; }
  [[nodiscard]] const Attribute& table() const { return table_; }
  [[nodiscard]] Span span() const { return span_; }
  [[nodiscard]] bool creating() const;
  [[nodiscard]] bool has_command(std::string_view name) const;
  [[nodiscard]] const std::vector<FluentPtr>& columns() const { return columns_; }
  [[nodiscard]] std::vector<Command>& commands() { return commands_; }
  /// `$table->engine`, `->charset`, `->collation`: of the table that is made.
  Fluent& options() { return options_; }
  [[nodiscard]] const Fluent& options() const { return options_; }
  /// Columns that follow are placed behind this one, in order.
  void place_after(Attribute column) { after_ = std::move(column); }

 private:
  friend class BlueprintMethods;
  FluentPtr add_column(std::string_view type, const Attribute& name, Span span,
                       Fluent::Kind kind = Fluent::Kind::column);
  FluentPtr add_command(std::string_view name, Span span);
  FluentPtr index(std::string_view type, const Attribute& columns, const Attribute& name,
                  Span span);
  FluentPtr drop_index(std::string_view command, std::string_view type, const Attribute& index,
                       Span span);
  [[nodiscard]] std::string index_name(std::string_view type, const Attribute::List& columns) const;
  void remove_column(const Attribute& name);
  [[nodiscard]] std::vector<TextPiece> column_places(std::string_view sql) const;
  void add_implied_commands();
  void add_fluent_indexes();

  const Connection& connection_;
  Attribute table_;
  Span span_;
  std::vector<FluentPtr> columns_;
  std::vector<Command> commands_;
  Fluent options_;
  Attribute after_;
};

/// Names of a method's parameters, for calls that name them; empty when none are known.
[[nodiscard]] std::span<const std::string_view> blueprint_parameters(std::string_view method);

}  // namespace miglint::laravel
