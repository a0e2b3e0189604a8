// The values that Laravel's schema and query builders are given, and its bags of attributes.
//
// Comes in: what a migration passes to a builder. Goes out: plain values that the grammars print.
// PHP's own values (arrays of anything, closures, objects) do not belong here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "source/span.h"

namespace miglint::laravel {

/// Illuminate\Database\Query\Expression: SQL that is printed as it is.
struct Raw {
  std::string sql;
  friend bool operator==(const Raw&, const Raw&) = default;
};

/// A string may hold parts that are not known before run time; see placeholder.h.
struct Attribute {
  using List = std::vector<Attribute>;
  std::variant<std::monostate, bool, std::int64_t, double, std::string, Raw, List> value;

  Attribute() = default;
  Attribute(bool from) : value(from) {}
  Attribute(int from) : value(static_cast<std::int64_t>(from)) {}
  Attribute(std::int64_t from) : value(from) {}
  Attribute(double from) : value(from) {}
  Attribute(std::string from) : value(std::move(from)) {}
  Attribute(std::string_view from) : value(std::string(from)) {}
  Attribute(const char* from) : value(std::string(from)) {}
  Attribute(Raw from) : value(std::move(from)) {}
  Attribute(List from) : value(std::move(from)) {}

  [[nodiscard]] bool is_null() const { return value.index() == 0; }
  [[nodiscard]] bool is(bool other) const {
    const bool* flag = std::get_if<bool>(&value);
    return flag != nullptr && *flag == other;
  }
  /// As PHP's `if` sees it.
  [[nodiscard]] bool truthy() const;
  /// As PHP's string conversion prints it; a list gives "Array".
  [[nodiscard]] std::string text() const;
  [[nodiscard]] const List* list() const { return std::get_if<List>(&value); }
  [[nodiscard]] const Raw* raw() const { return std::get_if<Raw>(&value); }
  [[nodiscard]] const std::string* string() const { return std::get_if<std::string>(&value); }
  friend bool operator==(const Attribute&, const Attribute&) = default;
};

/// PHP's `(array) $value`.
[[nodiscard]] Attribute::List as_list(const Attribute& value);

/// Illuminate\Support\Fluent: a column, a foreign key or another command of a blueprint.
struct Fluent {
  enum class Kind : std::uint8_t { column, foreign_id, foreign_key, command };

  Kind kind = Kind::command;
  std::string name;  ///< Of the column, or of the command: "dropColumn".
  std::vector<std::pair<std::string, Attribute>> attributes;
  Span span;  ///< The call that made it.

  /// Null when it was never set, as in PHP.
  [[nodiscard]] const Attribute& get(std::string_view attribute) const;
  [[nodiscard]] bool has(std::string_view attribute) const;
  void set(std::string_view attribute, Attribute value);
};

}  // namespace miglint::laravel
