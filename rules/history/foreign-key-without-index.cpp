// A foreign key whose columns no index begins with, when all migrations have run.
#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "lint/rule.h"
#include "lint/wording.h"
#include "schema/index_cover.h"

namespace miglint::rules {
namespace {

/// The referenced columns that belong to `columns` of the foreign key hold a whole key of the
/// referenced table: with these alone at most one of its rows is meant.
bool means_one_row(const std::vector<std::string>& columns, const TableConstraint& reference,
                   const Schema& schema) {
  const Table* referenced = schema.find_table(reference.referenced_table);
  if (referenced == nullptr || reference.referenced_columns.size() != reference.columns.size()) {
    return false;
  }
  const auto is_given = [&](const Index::Key& key) {
    for (std::size_t i = 0; i < reference.columns.size(); ++i) {
      if (reference.referenced_columns[i] == key.column) {
        return std::ranges::find(columns, reference.columns[i]) != columns.end();
      }
    }
    return false;
  };
  return std::ranges::any_of(referenced->indexes, [&](RelationKey key) {
    const Index* index = schema.find_index(key);
    return index != nullptr && index->unique && !index->partial &&
           std::ranges::all_of(index->keys, is_given);
  });
}

bool is_found_by_index(const Table& table, const TableConstraint& reference, const Schema& schema) {
  return std::ranges::any_of(table.indexes, [&](RelationKey key) {
    const Index* index = schema.find_index(key);
    if (index == nullptr) return false;
    if (finds_by(*index, reference.columns)) return true;
    std::vector<std::string> first;
    for (const Index::Key& part : index->keys) {
      if (std::ranges::find(reference.columns, part.column) == reference.columns.end()) break;
      first.push_back(part.column);
    }
    return finds_by(*index, first) && means_one_row(first, reference, schema);
  });
}

/// A column of a temporary, partial or never seen table may have what cannot be seen from here.
bool is_known(const Table& table) {
  const bool holds_rows =
      table.kind == TableKind::table || table.kind == TableKind::partitioned_table;
  return holds_rows && !table.assumed && !table.columns_incomplete && table.partition_of.empty() &&
         table.persistence != Persistence::temporary;
}

void report(const Table& table, const TableConstraint& reference, const Schema& schema,
            Findings& findings) {
  const std::string name = identifier(table.key, schema);
  const std::string columns = fmt::format("{}", fmt::join(reference.columns, ", "));
  std::string quoted;
  for (const std::string& column : reference.columns)
    quoted += (quoted.empty() ? "" : ", ") + identifier(column);
  const bool is_new = reference.origin.migration == table.origin.migration;
  findings.add({
      .span = reference.origin.span,
      .message = fmt::format(
          "No index of `{0}` begins with `{1}`: each DELETE in `{2}`, and each UPDATE of its key, "
          "reads all of `{0}` to find the rows that refer to it.",
          name, columns, identifier(reference.referenced_table, schema)),
      .safe_way =
          is_new ? fmt::format("-- in this migration, where the table is new\n"
                               "CREATE INDEX ON {} ({});\n",
                               name, quoted)
                 : fmt::format(
                       "-- outside of a transaction\n"
                       "CREATE INDEX CONCURRENTLY {} ON {} ({});\n",
                       identifier(table.name + "_" +
                                  fmt::format("{}", fmt::join(reference.columns, "_")) + "_idx"),
                       name, quoted),
      .subject = {.relation = std::string(table.key), .worked_on = {}},
  });
}

void check(const HistoryEnd& at, Findings& findings) {
  for (const Table* table : at.after.tables()) {
    if (!is_known(*table)) continue;
    for (const TableConstraint& constraint : table->constraints) {
      if (constraint.kind != ConstraintKind::foreign_key || !constraint.enforced) continue;
      if (constraint.origin.migration == 0 || !at.after.is_sure_of(constraint.origin)) continue;
      if (!is_found_by_index(*table, constraint, at.after)) {
        report(*table, constraint, at.after, findings);
      }
    }
  }
}

}  // namespace

extern const RuleLogic foreign_key_without_index;
const RuleLogic foreign_key_without_index{.history = check};

}  // namespace miglint::rules
