// An index that does what another one of the same table does already.
#include <fmt/format.h>

#include <string>
#include <tuple>

#include "lint/index_words.h"
#include "lint/rule.h"
#include "lint/wording.h"
#include "schema/index_cover.h"

namespace miglint::rules {
namespace {

auto age_of(const Index& index) {
  return std::tuple(index.origin.migration, index.origin.span.begin);
}

bool is_deferrable(const Index& index, const Table& table) {
  const TableConstraint* constraint =
      index.constraint.empty() ? nullptr : table.find_constraint(index.constraint);
  return constraint != nullptr &&
         (constraint->deferrable || constraint->kind == ConstraintKind::exclude);
}

/// Of two that could stand for each other the one that is not a constraint's, else the younger one.
bool goes_first(const Index& index, const Index& other) {
  if (!duplicates(other, index)) return true;
  if (index.constraint.empty() != other.constraint.empty()) return index.constraint.empty();
  return age_of(other) < age_of(index);
}

void report(const Index& index, const Index& other, const Schema& schema, Dialect dialect,
            Findings& findings) {
  const bool of_constraint = !index.constraint.empty();
  const bool index_is_younger = age_of(other) <= age_of(index);
  const Index& younger = index_is_younger ? index : other;
  const Index& older = index_is_younger ? other : index;
  Finding finding{
      .span = younger.origin.span,
      .message =
          fmt::format("{} does nothing that {} does not do: every write keeps both up, and "
                      "both take their room on disk and in memory.",
                      index_words(index, schema, dialect), index_words(other, schema, dialect)),
      .safe_way = index_is_younger ? "-- leave it out\n"
                  : of_constraint
                      ? fmt::format("ALTER TABLE {} DROP CONSTRAINT {};\n",
                                    identifier(index.table, schema), identifier(index.constraint))
                      : drop_index_online(index, schema, dialect),
  };
  finding.subject.relation = index.table;
  if (older.origin.migration > 0) {
    finding.related.push_back(
        {older.origin.span, fmt::format("{} is made here", index_words(older, schema, dialect))});
  }
  findings.add(std::move(finding));
}

void check(const HistoryEnd& at, Findings& findings) {
  if (at.scripts.empty()) return;
  const Dialect dialect = at.scripts.front().migration->dialect;
  for (const Table* table : at.after.tables()) {
    if (table->indexes.size() < 2) continue;
    const IndexesByFirstKey indexes(*table, at.after);
    for (const RelationKey key : table->indexes) {
      const Index* index = at.after.find_index(key);
      if (index == nullptr || !index->parent.empty() || is_deferrable(*index, *table)) continue;
      for (const Index* other : indexes.like(*index)) {
        if (other == index || is_deferrable(*other, *table)) continue;
        if (!at.after.is_sure_of(other->origin) || !at.after.is_sure_of(index->origin)) continue;
        if (!duplicates(*index, *other) || !goes_first(*index, *other)) continue;
        report(*index, *other, at.after, dialect, findings);
        break;
      }
    }
  }
}

}  // namespace

extern const RuleLogic duplicate_index;
const RuleLogic duplicate_index{.history = check};

}  // namespace miglint::rules
