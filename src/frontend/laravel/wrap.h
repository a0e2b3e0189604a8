// Names as Illuminate\Database\Grammar puts them into SQL: quoted, prefixed, with aliases and JSON
// paths.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "frontend/laravel/connection.h"
#include "frontend/laravel/fluent.h"

namespace miglint::laravel {

class Wrapper {
 public:
  explicit Wrapper(const Connection& connection) : connection_(connection) {}

  [[nodiscard]] std::string value(std::string_view name) const;
  [[nodiscard]] std::string table(const Attribute& name) const;
  [[nodiscard]] std::string name(const Attribute& name) const;
  [[nodiscard]] std::string columnize(const Attribute::List& names) const;
  /// 'a', 'b': without escaping, as the framework does.
  [[nodiscard]] static std::string quote(const Attribute& text);
  [[nodiscard]] static bool is_json_selector(std::string_view name);
  /// MySQL: the column and, as a further argument, the path: {"`a`", ", '$.\"b\"'"}.
  [[nodiscard]] std::pair<std::string, std::string> json_field_and_path(
      std::string_view name) const;
  [[nodiscard]] std::string json_selector(std::string_view name) const;

 private:
  [[nodiscard]] std::string table_text(std::string_view name) const;
  [[nodiscard]] std::string segments(std::string_view name) const;

  const Connection& connection_;
};

/// PHP's explode().
[[nodiscard]] std::vector<std::string_view> split(std::string_view text,
                                                  std::string_view separator);
/// PHP's str_replace().
[[nodiscard]] std::string replace_all(std::string_view text, std::string_view from,
                                      std::string_view to);

}  // namespace miglint::laravel
