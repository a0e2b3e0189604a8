// A primary key of many bytes, which InnoDB repeats in every index of the table.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "lint/mysql_advice.h"
#include "lint/rule.h"

namespace miglint::rules {
namespace {

struct Size {
  std::string_view type;
  std::int64_t bytes;
};

/// Manual, "Data Type Storage Requirements".
constexpr std::array kSizes{
    Size{"tinyint", 1},  Size{"smallint", 2},  Size{"mediumint", 3}, Size{"int", 4},
    Size{"bigint", 8},   Size{"float", 4},     Size{"double", 8},    Size{"date", 3},
    Size{"datetime", 8}, Size{"timestamp", 7}, Size{"time", 6},      Size{"year", 1},
    Size{"enum", 2},     Size{"set", 8},       Size{"uuid", 16},     Size{"inet6", 16},
};

std::int64_t character_bytes(std::string_view charset) {
  if (charset == "ascii" || charset == "latin1" || charset == "binary") return 1;
  return charset == "utf8" || charset == "utf8mb3" ? 3 : 4;
}

std::string_view charset_of(const ColumnDefinition& column, const op::CreateTable& create) {
  if (!column.type.charset.empty()) return column.type.charset;
  const std::string_view collation = column.collation.name;
  if (!collation.empty()) return collation.substr(0, collation.find('_'));
  return create.traits.charset;
}

/// Of the longest value; nothing: not known.
std::optional<std::int64_t> bytes(const ColumnDefinition& column, const op::CreateTable& create) {
  const TypeName& type = column.type;
  const auto known = std::ranges::find(kSizes, type.name.name, &Size::type);
  if (known != kSizes.end()) return known->bytes;
  const std::int64_t length = type.modifiers.empty() ? 1 : type.modifiers.front();
  if (type.name.name == "binary" || type.name.name == "varbinary") return length;
  if (type.name.name == "decimal") return length / 2 + 1;
  if (type.name.name != "char" && type.name.name != "varchar") return std::nullopt;
  return length * character_bytes(charset_of(column, create));
}

struct Key {
  std::span<const std::string_view> columns;
  Span span;
};

std::optional<Key> primary_key(const op::CreateTable& create) {
  const auto in = [](std::span<const Constraint> constraints) -> std::optional<Key> {
    const auto found =
        std::ranges::find(constraints, ConstraintKind::primary_key, &Constraint::kind);
    if (found == constraints.end()) return std::nullopt;
    return Key{found->columns, found->span};
  };
  if (auto own = in(create.constraints)) return own;
  for (const ColumnDefinition& column : create.columns) {
    if (in(column.constraints)) return Key{{&column.name, 1}, column.span};
  }
  return std::nullopt;
}

void check(const op::CreateTable& create, const Operation& operation, const Moment& at,
           Findings& findings) {
  if (at.direction == Direction::down || create.persistence == Persistence::temporary) return;
  const auto key = primary_key(create);
  if (!key) return;
  std::int64_t size = 0;
  for (const std::string_view name : key->columns) {
    const auto column = std::ranges::find(create.columns, name, &ColumnDefinition::name);
    if (column == create.columns.end()) return;
    size += bytes(*column, create).value_or(0);
  }
  if (size <= findings.options().number("longest_bytes")) return;
  findings.add({
      .span = key->span.empty() ? operation.span : key->span,
      .message = fmt::format("The primary key of `{}` takes up to {} bytes, and InnoDB repeats it "
                             "in every row of every other index.",
                             mysql_name(create.table), size),
      .safe_way = "bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, and a UNIQUE KEY on what "
                  "was the key; a UUID as BINARY(16)",
  });
}

}  // namespace

extern const RuleLogic wide_primary_key;
const RuleLogic wide_primary_key{.operations = {on<check>()}};

}  // namespace miglint::rules
