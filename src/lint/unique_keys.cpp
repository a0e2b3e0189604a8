#include "lint/unique_keys.h"

#include <algorithm>
#include <variant>

namespace miglint {

bool UniqueKey::has(std::string_view column) const {
  return std::ranges::find(columns, column) != columns.end() ||
         std::ranges::find(condition, column) != condition.end();
}

std::optional<UniqueKey> unique_key_made(const Operation& operation, const Moment& at) {
  if (const auto* create = std::get_if<op::CreateIndex>(&operation.action)) {
    if (!create->unique) return std::nullopt;
    UniqueKey key{create->table, {}, {}};
    for (const IndexKey& part : create->keys) {
      if (part.expression == nullptr) {
        key.columns.push_back(part.column);
      } else {
        for (const std::string_view column : part.expression->columns)
          key.columns.push_back(column);
      }
    }
    if (create->predicate != nullptr) {
      for (const std::string_view column : create->predicate->columns)
        key.condition.push_back(column);
    }
    return key;
  }
  const auto* add = std::get_if<op::AddConstraint>(&operation.action);
  if (add == nullptr || add->constraint.kind != ConstraintKind::unique) return std::nullopt;
  UniqueKey key{add->table.name, {}, {}};
  if (!add->constraint.using_index.empty()) {
    const Index* index = at.before.find_index({{}, add->constraint.using_index});
    if (index == nullptr) return std::nullopt;
    key.columns = columns_of(*index);
  } else {
    key.columns.assign(add->constraint.columns.begin(), add->constraint.columns.end());
  }
  return key;
}

bool is_numbered(const Table& table, const Column& column, const Schema& schema) {
  if (column.identity != Identity::no) return true;
  if (std::ranges::find(column.default_calls, "nextval") != column.default_calls.end()) return true;
  return std::ranges::any_of(table.owned_sequences, [&](RelationKey key) {
    const Table* sequence = schema.find_table(key);
    return sequence != nullptr && sequence->owned_by_column == column.name && column.has_default;
  });
}

bool run_apart(const Operation& a, const Operation& b, const Moment& at) {
  const auto is_concurrent = [](const Operation& operation) {
    if (const auto* create = std::get_if<op::CreateIndex>(&operation.action)) {
      return create->concurrently;
    }
    const auto* drop = std::get_if<op::DropIndex>(&operation.action);
    return drop != nullptr && drop->concurrently;
  };
  if (is_concurrent(a) || is_concurrent(b)) return true;
  const TransactionScope* scope = at.transaction.scope;
  return scope == nullptr || scope->known_by != KnownBy::guess;
}

std::vector<std::string_view> columns_of(const Index& index) {
  std::vector<std::string_view> columns;
  for (const Index::Key& key : index.keys) {
    if (!key.column.empty()) columns.push_back(key.column);
    columns.insert(columns.end(), key.reads.begin(), key.reads.end());
  }
  return columns;
}

}  // namespace miglint
