// What is known of the database connection that a migration is run on, and of Laravel itself.
//
// Plain values: where they are read from does not belong here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "migration/dialect.h"

namespace miglint::laravel {

struct Connection {
  Dialect dialect = Dialect::mysql;
  /// Major version of the framework. The SQL of 8 and of 13 is proven against the framework.
  int laravel = 13;
  ServerVersion server{8, 4};
  std::string prefix;  ///< Stands before the name of every table.
  std::optional<std::string> charset = "utf8mb4";
  std::optional<std::string> collation = "utf8mb4_unicode_ci";
  std::optional<std::string> engine;
  bool use_upsert_alias = false;

  // Schema::defaultStringLength() and its like, as the application's providers call them.
  std::int64_t default_string_length = 255;
  std::optional<std::int64_t> default_time_precision = 0;
  std::string morph_key_type = "int";

  [[nodiscard]] bool is_mysql() const { return dialect != Dialect::postgres; }
};

}  // namespace miglint::laravel
