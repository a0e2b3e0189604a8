#include "project/table_sizes.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <span>

#include "source/nearest_name.h"

namespace miglint {

using Json = nlohmann::json;
using std::string_view_literals::operator""sv;

namespace {

constexpr int kVersion = 1;
/// What a migration that names no schema is taken to mean.
constexpr auto kAssumedSchema = "public"sv;

std::string shown(std::string_view word) {
  constexpr std::size_t longest = 60;
  return std::string(word.substr(0, longest));
}

}  // namespace

/// Throws a message.
class TableSizesReader {
 public:
  struct Mistake {
    std::string text;
  };

  TableSizes read(const Json& root) {
    static constexpr std::array kKeys{"version"sv,        "server"sv,   "database"sv,
                                      "default_schema"sv, "taken_at"sv, "counted_since"sv,
                                      "tables"sv};
    if (!root.is_object()) {
      throw Mistake{fmt::format("the file must hold one JSON object, not {}", type_of(root))};
    }
    check_keys(root, "", kKeys);
    if (!root.contains("version")) throw Mistake{"`version` is missing"};
    if (root["version"] != kVersion) {
      throw Mistake{
          fmt::format("version {} is not known here, only {}", root["version"].dump(), kVersion)};
    }
    for (const auto key : {"server"sv, "database"sv, "counted_since"sv})
      (void)text(root, "", key);
    sizes_.default_schema_ = text(root, "", "default_schema");
    sizes_.taken_on_ = text(root, "", "taken_at").substr(0, "2026-11-20"sv.size());
    if (!root.contains("tables")) throw Mistake{"`tables` is missing"};
    const Json& tables = root["tables"];
    if (tables.is_null()) {
      throw Mistake{
          "the server saw no table: was the query run in the right database, and with "
          "the right --dialect?"};
    }
    if (!tables.is_array()) {
      throw Mistake{fmt::format("`tables` must be a list, not {}", type_of(tables))};
    }
    for (std::size_t i = 0; i < tables.size(); ++i)
      read_table(tables[i], fmt::format("tables[{}]", i));
    return std::move(sizes_);
  }

 private:
  static std::string_view type_of(const Json& json) {
    if (json.is_object()) return "an object";
    if (json.is_array()) return "a list";
    if (json.is_string()) return "a string";
    if (json.is_boolean()) return "true or false";
    return json.is_null() ? "null" : "a number";
  }

  static void check_keys(const Json& object, std::string_view where,
                         std::span<const std::string_view> keys) {
    for (const auto& [key, value] : object.items()) {
      if (std::ranges::find(keys, key) != keys.end()) continue;
      const auto near = nearest_name(key, keys);
      throw Mistake{fmt::format("unknown key `{}`{}{}{}", shown(key), where.empty() ? "" : " in ",
                                where,
                                near ? fmt::format("; did you mean `{}`?", *near)
                                     : fmt::format(" (known: {})", fmt::join(keys, ", ")))};
    }
  }

  static std::string place(std::string_view where, std::string_view key) {
    return where.empty() ? std::string(key) : fmt::format("{}.{}", where, key);
  }

  static std::string text(const Json& object, std::string_view where, std::string_view key) {
    const auto found = object.find(key);
    if (found == object.end() || found->is_null()) return {};
    if (found->is_string()) return found->get<std::string>();
    throw Mistake{fmt::format("`{}` must be a string, not {}", place(where, key), type_of(*found))};
  }

  static std::optional<double> amount(const Json& object, std::string_view where,
                                      std::string_view key) {
    const auto found = object.find(key);
    if (found == object.end() || found->is_null()) return std::nullopt;
    if (!found->is_number()) {
      throw Mistake{
          fmt::format("`{}` must be a number or null, not {}", place(where, key), type_of(*found))};
    }
    const auto value = found->get<double>();
    if (value >= 0) return value;
    throw Mistake{
        fmt::format("`{}` is {}: what is not known is null", place(where, key), found->dump())};
  }

  void read_table(const Json& table, const std::string& where) {
    static constexpr std::array kKeys{"schema"sv,      "name"sv,        "rows"sv,
                                      "table_bytes"sv, "index_bytes"sv, "writes_per_second"sv};
    if (!table.is_object()) {
      throw Mistake{fmt::format("`{}` must be an object, not {}", where, type_of(table))};
    }
    check_keys(table, where, kKeys);
    const std::string name = text(table, where, "name");
    if (name.empty()) throw Mistake{fmt::format("`{}.name` is missing", where)};
    std::string schema = text(table, where, "schema");
    if (schema.empty()) schema = sizes_.default_schema_;
    if (schema.empty()) schema = kAssumedSchema;
    const TableSize size{.rows = amount(table, where, "rows"),
                         .table_bytes = amount(table, where, "table_bytes"),
                         .index_bytes = amount(table, where, "index_bytes"),
                         .writes_per_second = amount(table, where, "writes_per_second")};
    const std::string relation = fmt::format("{}.{}", schema, name);
    if (!sizes_.tables_.emplace(relation, size).second) {
      throw Mistake{fmt::format("`{}`: {} is there twice", where, shown(relation))};
    }
  }

  TableSizes sizes_;
};

std::expected<TableSizes, std::string> TableSizes::parse(std::string_view text) {
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    return std::unexpected("the file is empty: was the query run?");
  }
  try {
    return TableSizesReader().read(Json::parse(text));
  } catch (const TableSizesReader::Mistake& mistake) {
    return std::unexpected(mistake.text);
  } catch (const Json::parse_error& error) {
    return std::unexpected(fmt::format(
        "no JSON (byte {}); docs/stats.md tells how to have it printed without a frame around it",
        error.byte));
  } catch (const Json::exception& error) {
    return std::unexpected(std::string(error.what()));
  }
}

const TableSize* TableSizes::find(std::string_view relation) const {
  if (const auto found = tables_.find(relation); found != tables_.end()) return &found->second;
  const std::size_t dot = relation.find('.');
  if (dot == std::string_view::npos || relation.substr(0, dot) != kAssumedSchema) return nullptr;
  const auto found = tables_.find(fmt::format("{}{}", default_schema_, relation.substr(dot)));
  return found == tables_.end() ? nullptr : &found->second;
}

}  // namespace miglint
