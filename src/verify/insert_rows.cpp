#include "verify/insert_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "verify/column_value.h"
#include "verify/server/connection.h"

namespace miglint {
namespace {

std::string quoted_relation(std::string_view name) {
  const auto dot = name.find('.');
  return quote_identifier(name.substr(0, dot)) + "." + quote_identifier(name.substr(dot + 1));
}

class Insert {
 public:
  Insert(const TableShape& shape, const RowRange& range, std::uint64_t seed)
      : shape_(shape), range_(range), seed_(seed) {}

  std::expected<std::string, std::string> write() {
    take_keys();
    std::string names;
    std::string values;
    for (std::size_t place = 0; place < shape_.columns.size(); ++place) {
      const ColumnShape& column = shape_.columns[place];
      if (column.left_out) continue;
      const auto value = value_of(column, place);
      if (!value) {
        if (!column.not_null || column.has_default) continue;
        return std::unexpected(fmt::format("no value is known for its column {} of type {}",
                                           column.name, column.type));
      }
      const std::string name = quote_identifier(column.name);
      names += (names.empty() ? "" : ", ") + name;
      values += fmt::format("{}{} AS {}", values.empty() ? "" : ", ", *value, name);
      made_.insert(column.name);
    }
    const std::string series =
        fmt::format("pg_catalog.generate_series({}::bigint, {}::bigint) AS n(g)", range_.first,
                    range_.first + range_.candidates - 1);
    if (names.empty()) {
      return fmt::format("INSERT INTO {} SELECT FROM {} LIMIT {}", shape_.quoted, series,
                         range_.wanted);
    }
    return fmt::format(
        "INSERT INTO {} ({}) SELECT {} FROM (SELECT {} FROM {}{}) AS made{} LIMIT {} ON CONFLICT "
        "DO "
        "NOTHING",
        shape_.quoted, names, names, values, series, joins_, conditions(), range_.wanted);
  }

 private:
  /// Foreign keys with more columns first: what they share with others, the others must follow.
  void take_keys() {
    std::vector<const ForeignKeyShape*> keys;
    for (const ForeignKeyShape& key : shape_.foreign_keys)
      keys.push_back(&key);
    std::ranges::stable_sort(keys, std::greater<>(),
                             [](const ForeignKeyShape* key) { return key->columns.size(); });
    for (std::size_t i = 0; i < keys.size(); ++i)
      take_key(*keys[i], i);
  }

  void take_key(const ForeignKeyShape& key, std::size_t number) {
    if (key.columns.size() != key.referenced.size()) return;
    if (key.table == shape_.name || (key.is_empty && may_be_null(key))) {
      take_own_key(key);
      return;
    }
    const std::string alias = fmt::format("parent{}", number);
    std::string columns;
    std::string same;
    for (std::size_t i = 0; i < key.columns.size(); ++i) {
      const std::string referenced = quote_identifier(key.referenced[i]);
      columns += (columns.empty() ? "" : ", ") + referenced;
      if (const auto taken = keys_.find(key.columns[i]); taken != keys_.end()) {
        same += fmt::format("{}{} = {}", same.empty() ? "" : " AND ", referenced, taken->second);
      }
    }
    const std::string table = quoted_relation(key.table);
    if (same.empty()) {
      const std::string pick = is_one_to_one(key) ? "(g - 1)" : random_number(seed_, 900 + number);
      joins_ += fmt::format(
          " JOIN (SELECT row_number() OVER (ORDER BY {1}) - 1 AS place, count(*) OVER () AS total, "
          "{1} FROM {2}) AS {0} ON {0}.place = {3} % (SELECT count(*) FROM {2})",
          alias, columns, table, pick);
    } else {
      joins_ += fmt::format(" JOIN LATERAL (SELECT {} FROM {} WHERE {} LIMIT 1) AS {} ON true",
                            columns, table, same, alias);
    }
    for (std::size_t i = 0; i < key.columns.size(); ++i) {
      keys_.try_emplace(key.columns[i],
                        fmt::format("{}.{}", alias, quote_identifier(key.referenced[i])));
    }
  }

  /// No row is there to be referenced yet: NULL, where that may be.
  void take_own_key(const ForeignKeyShape& key) {
    for (const std::string& name : key.columns) {
      const ColumnShape* column = shape_.find(name);
      if (column == nullptr || column->not_null || keys_.contains(name)) continue;
      keys_.emplace(name, fmt::format("NULL::{}", column->type));
    }
  }

  [[nodiscard]] bool may_be_null(const ForeignKeyShape& key) const {
    return std::ranges::all_of(key.columns, [&](const std::string& name) {
      const ColumnShape* column = shape_.find(name);
      return column != nullptr && !column->not_null;
    });
  }

  /// A unique key that the foreign key fills alone: each referenced row once.
  [[nodiscard]] bool is_one_to_one(const ForeignKeyShape& key) const {
    return std::ranges::any_of(shape_.unique_keys, [&](const auto& unique) {
      return !unique.empty() && std::ranges::all_of(unique, [&](const std::string& column) {
        return std::ranges::find(key.columns, column) != key.columns.end();
      });
    });
  }

  std::optional<std::string> value_of(const ColumnShape& column, std::size_t place) const {
    const auto key = keys_.find(column.name);
    auto value = key != keys_.end() ? std::optional(key->second)
                                    : column_value(column, place, shape_.checks, seed_);
    if (!value || !column.sometimes_null) return value;
    return fmt::format("CASE WHEN {} % 8 <> 0 THEN {} END", random_number(seed_, 800 + place),
                       *value);
  }

  /// A condition on what the server fills in cannot be tried beforehand.
  [[nodiscard]] std::string conditions() const {
    std::string all;
    for (const CheckShape& check : shape_.checks) {
      if (check.condition.empty() ||
          !std::ranges::all_of(check.columns,
                               [&](const std::string& name) { return made_.contains(name); })) {
        continue;
      }
      all += fmt::format("{}({}) IS NOT FALSE", all.empty() ? " WHERE " : " AND ", check.condition);
    }
    return all;
  }

  const TableShape& shape_;
  const RowRange& range_;
  std::uint64_t seed_;
  std::map<std::string, std::string> keys_;  ///< Column to expression.
  std::set<std::string> made_;
  std::string joins_;
};

}  // namespace

std::expected<std::string, std::string> insert_rows(const TableShape& shape, const RowRange& range,
                                                    std::uint64_t seed) {
  return Insert(shape, range, seed).write();
}

}  // namespace miglint
