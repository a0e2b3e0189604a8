#include "schema/index_cover.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

namespace miglint {
namespace {

bool contains(std::span<const std::string> names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

/// Of expressions only the columns are kept: two of them cannot be compared.
bool has_expression(const Index& index) {
  return std::ranges::any_of(index.keys, [](const Index::Key& key) { return key.column.empty(); });
}

bool is_known_but_for_expressions(const Index& index) {
  return index.valid && !index.keys.empty() &&
         std::ranges::none_of(index.predicate, [](const std::string& condition) {
           return condition.starts_with("opaque:");
         });
}

bool is_known(const Index& index) {
  return is_known_but_for_expressions(index) && !has_expression(index);
}

bool same_rows(const Index& a, const Index& b) {
  return a.partial == b.partial && std::ranges::is_permutation(a.predicate, b.predicate);
}

/// The first keys of `other` are those of `index`, all in the same direction or all in the opposite
/// one: an index is read from either end.
bool begins_alike(const Index& index, const Index& other) {
  if (index.keys.size() > other.keys.size()) return false;
  const bool turned = index.keys.front().descending != other.keys.front().descending;
  for (std::size_t i = 0; i < index.keys.size(); ++i) {
    const Index::Key& a = index.keys[i];
    const Index::Key& b = other.keys[i];
    const bool alike = a.column == b.column && a.collation == b.collation &&
                       a.operator_class == b.operator_class && a.prefix_length == b.prefix_length &&
                       a.nulls_reversed == b.nulls_reversed &&
                       (a.descending != b.descending) == turned;
    if (!alike) return false;
  }
  return true;
}

bool has_column(const Index& index, std::string_view column) {
  return contains(index.include, column) ||
         std::ranges::any_of(index.keys,
                             [&](const Index::Key& key) { return key.column == column; });
}

bool includes_all(const Index& index, const Index& other) {
  return std::ranges::all_of(index.include,
                             [&](const std::string& column) { return has_column(other, column); });
}

}  // namespace

bool finds_by(const Index& index, std::span<const std::string> columns) {
  if (!is_known_but_for_expressions(index) || columns.empty()) return false;
  if (index.method != "btree" && index.method != "hash") return false;
  const bool leaves_nulls_out = std::ranges::all_of(index.predicate, [&](const std::string& each) {
    return std::ranges::any_of(
        columns, [&](const std::string& column) { return each == column + " IS NOT NULL"; });
  });
  if (index.partial && (index.predicate.empty() || !leaves_nulls_out)) return false;
  const auto keys = std::span(index.keys);
  const auto is_wanted = [&](const Index::Key& key) { return contains(columns, key.column); };
  if (index.unique && std::ranges::all_of(keys, is_wanted)) return true;
  return keys.size() >= columns.size() &&
         std::ranges::all_of(keys.first(columns.size()), is_wanted);
}

bool duplicates(const Index& index, const Index& other) {
  if (!is_known(index) || !is_known(other) || index.table != other.table) return false;
  if (index.method != other.method || index.keys.size() != other.keys.size()) return false;
  const bool as_strict =
      !index.unique || (other.unique && (!index.nulls_not_distinct || other.nulls_not_distinct));
  return as_strict && same_rows(index, other) && includes_all(index, other) &&
         begins_alike(index, other);
}

bool is_prefix_of(const Index& index, const Index& other) {
  if (!is_known(index) || !is_known(other) || index.table != other.table) return false;
  return index.method == "btree" && other.method == "btree" && !index.unique &&
         index.keys.size() < other.keys.size() && same_rows(index, other) &&
         includes_all(index, other) && begins_alike(index, other);
}

IndexesByFirstKey::IndexesByFirstKey(const Table& table, const Schema& schema) {
  for (const RelationKey key : table.indexes) {
    const Index* index = schema.find_index(key);
    if (index != nullptr && !index->keys.empty()) indexes_.push_back(index);
  }
  const auto first = [](const Index* index) -> std::string_view {
    return index->keys.front().column;
  };
  std::ranges::stable_sort(indexes_, {}, first);
  for (std::size_t at = 0; at < indexes_.size(); ++at) {
    const std::string_view column = first(indexes_[at]);
    if (groups_.empty() || groups_.back().column != column) groups_.push_back({column, at});
    Group& group = groups_.back();
    ++group.size;
    group.most_keys = std::max(group.most_keys, indexes_[at]->keys.size());
  }
}

const IndexesByFirstKey::Group* IndexesByFirstKey::group_of(const Index& index) const {
  if (index.keys.empty()) return nullptr;
  const std::string_view column = index.keys.front().column;
  const auto found = std::ranges::lower_bound(groups_, column, {}, &Group::column);
  return found == groups_.end() || found->column != column ? nullptr : &*found;
}

std::span<const Index* const> IndexesByFirstKey::like(const Index& index) const {
  const Group* group = group_of(index);
  if (group == nullptr) return {};
  return std::span(indexes_).subspan(group->begin, group->size);
}

std::span<const Index* const> IndexesByFirstKey::longer_than(const Index& index) const {
  const Group* group = group_of(index);
  const bool any = group != nullptr && group->most_keys > index.keys.size();
  return any ? like(index) : std::span<const Index* const>();
}

}  // namespace miglint
