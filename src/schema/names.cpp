#include "schema/names.h"

#include <algorithm>
#include <cstdint>

#include "schema/catalog.h"

namespace miglint {
namespace {

/// The server's NAMEDATALEN, less the byte that ends a name.
constexpr std::size_t kLongestName = 63;

/// At most `limit` bytes of UTF-8, whole characters only.
std::string_view clip(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return text;
  while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0U) == 0x80U)
    --limit;
  return text.substr(0, limit);
}

template <class Taken>
std::string first_free(std::string_view name1, std::string_view name2, std::string_view label,
                       const Taken& taken) {
  std::string name = make_object_name(name1, name2, label);
  if (!taken(name)) return name;
  const auto numbered = [&](std::uint32_t number) {
    return make_object_name(name1, name2, std::string(label) + std::to_string(number));
  };
  // The server tries one number after the other. With very many taken, the end of their unbroken
  // row is found by halving, which gives the same number unless one of the row was dropped.
  constexpr std::uint32_t kOneByOne = 64;
  for (std::uint32_t number = 1; number <= kOneByOne; ++number) {
    name = numbered(number);
    if (!taken(name)) return name;
  }
  std::uint32_t known_taken = kOneByOne;
  std::uint32_t known_free = 2 * kOneByOne;
  while (taken(numbered(known_free))) {
    known_taken = known_free;
    known_free *= 2;
  }
  while (known_free - known_taken > 1) {
    const std::uint32_t middle = known_taken + (known_free - known_taken) / 2;
    (taken(numbered(middle)) ? known_taken : known_free) = middle;
  }
  return numbered(known_free);
}

bool constraint_exists(const Catalog& catalog, std::string_view schema, std::string_view name) {
  return catalog.constraint_names.contains(KeyText(schema, name).view());
}

/// Columns of the index under names that differ: "expr", "expr1".
std::vector<std::string> index_column_names(const Index& index) {
  std::vector<std::string> names;
  names.reserve(index.keys.size() + index.include.size());
  const auto add = [&](std::string_view original) {
    std::string name(original);
    for (std::uint32_t number = 1; std::ranges::find(names, name) != names.end(); ++number) {
      const std::string digits = std::to_string(number);
      name = std::string(clip(original, kLongestName - digits.size())) + digits;
    }
    names.push_back(std::move(name));
  };
  for (const Index::Key& key : index.keys) {
    const std::string& expression = key.expression_name;
    add(!key.column.empty() ? key.column : !expression.empty() ? expression : "expr");
  }
  for (const std::string& column : index.include)
    add(column);
  return names;
}

}  // namespace

std::string make_object_name(std::string_view name1, std::string_view name2,
                             std::string_view label) {
  std::size_t overhead = 0;
  if (!name2.empty()) ++overhead;
  if (!label.empty()) overhead += label.size() + 1;
  const std::size_t available = kLongestName - std::min(overhead, kLongestName);
  std::size_t size1 = name1.size();
  std::size_t size2 = name2.size();
  while (size1 + size2 > available) {
    if (size1 > size2) {
      --size1;
    } else {
      --size2;
    }
  }
  std::string name(clip(name1, size1));
  if (!name2.empty()) name.append("_").append(clip(name2, size2));
  if (!label.empty()) name.append("_").append(label);
  return name;
}

std::string choose_relation_name(const Catalog& catalog, std::string_view schema,
                                 std::string_view name1, std::string_view name2,
                                 std::string_view label, bool for_constraint,
                                 std::string_view free) {
  return first_free(name1, name2, label, [&](const std::string& name) {
    if (name == free) return false;
    return catalog.relation_exists(schema, name) ||
           (for_constraint && constraint_exists(catalog, schema, name));
  });
}

std::string choose_constraint_name(const Catalog& catalog, std::string_view schema,
                                   std::string_view name1, std::string_view name2,
                                   std::string_view label) {
  return first_free(name1, name2, label, [&](const std::string& name) {
    return constraint_exists(catalog, schema, name);
  });
}

std::string choose_index_name(const Catalog& catalog, const Table& table, const Index& index,
                              const ConstraintKind* kind, std::string_view own_name) {
  if (catalog.mysql) {
    // After its first column, with a number from the second index of that name on.
    const std::string base = index.keys.empty() || index.keys.front().column.empty()
                                 ? "functional_index"
                                 : index.keys.front().column;
    std::string name = base;
    for (int number = 2; catalog.find_index(table, name) != nullptr; ++number)
      name = base + "_" + std::to_string(number);
    return name;
  }
  if (kind != nullptr && *kind == ConstraintKind::primary_key) {
    return choose_relation_name(catalog, table.schema, table.name, {}, "pkey", true, own_name);
  }
  const char* label = kind == nullptr ? "idx" : *kind == ConstraintKind::exclude ? "excl" : "key";
  return choose_relation_name(catalog, table.schema, table.name,
                              joined_names(index_column_names(index)), label, kind != nullptr,
                              own_name);
}

std::string joined_names(std::span<const std::string> names) {
  std::string joined;
  for (const std::string& name : names) {
    if (!joined.empty()) joined += '_';
    joined.append(name, 0, kLongestName);
    if (joined.size() > kLongestName) break;
  }
  return joined;
}

}  // namespace miglint
