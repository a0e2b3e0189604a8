// Words as Illuminate\Support\Str forms them: plurals, snake case, the names of a model's table
// and foreign key.
#pragma once

#include <string>
#include <string_view>

namespace miglint::laravel {

/// Str::plural(): the English rules of doctrine/inflector 2.
[[nodiscard]] std::string plural(std::string_view word);
/// Str::snake().
[[nodiscard]] std::string snake(std::string_view text);
/// Str::studly().
[[nodiscard]] std::string studly(std::string_view text);
/// The table of a model whose class does not name one: "Bill\Invoice" is "invoices".
[[nodiscard]] std::string table_of_model(std::string_view class_name);
/// Model::getForeignKey(): "Invoice" with the key "id" is "invoice_id".
[[nodiscard]] std::string foreign_key_of_model(std::string_view class_name, std::string_view key);
/// Of a class name with its namespace, the last part.
[[nodiscard]] std::string_view class_basename(std::string_view class_name);

}  // namespace miglint::laravel
