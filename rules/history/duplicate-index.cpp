// An index that does what another one of the same table does already.
#include <fmt/format.h>

#include <string>
#include <tuple>

#include "lint/mysql_advice.h"
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

std::string dropped(const Index& index, const Schema& schema, bool mysql) {
  if (mysql) {
    const Table* table = schema.find_table(index.table);
    return fmt::format("ALTER TABLE {} DROP INDEX {}, ALGORITHM=INPLACE, LOCK=NONE;\n",
                       table == nullptr ? "…" : mysql_name(table->name), mysql_name(index.name));
  }
  return fmt::format("-- outside of a transaction\nDROP INDEX CONCURRENTLY {};\n",
                     identifier(index.key, schema));
}

void report(const Index& index, const Index& other, const Schema& schema, bool mysql,
            Findings& findings) {
  const std::string name = mysql ? mysql_name(index.name) : identifier(index.key, schema);
  const std::string other_name = mysql ? mysql_name(other.name) : identifier(other.key, schema);
  const bool of_constraint = !index.constraint.empty();
  const bool index_is_younger = age_of(other) <= age_of(index);
  const Index& younger = index_is_younger ? index : other;
  const Index& older = index_is_younger ? other : index;
  Finding finding{
      .span = younger.origin.span,
      .message = fmt::format("`{}` does nothing that `{}` does not do: every write keeps both up, "
                             "and both take their room on disk and in memory.",
                             name, other_name),
      .safe_way = index_is_younger ? "-- leave it out\n"
                  : of_constraint
                      ? fmt::format("ALTER TABLE {} DROP CONSTRAINT {};\n",
                                    identifier(index.table, schema), identifier(index.constraint))
                      : dropped(index, schema, mysql),
  };
  if (older.origin.migration > 0) {
    finding.related.push_back(
        {older.origin.span,
         fmt::format("`{}` is made here",
                     mysql ? mysql_name(older.name) : identifier(older.key, schema))});
  }
  findings.add(std::move(finding));
}

void check(const HistoryEnd& at, Findings& findings) {
  const bool mysql =
      !at.scripts.empty() && at.scripts.front().migration->dialect != Dialect::postgres;
  for (const Table* table : at.after.tables()) {
    for (const RelationKey key : table->indexes) {
      const Index* index = at.after.find_index(key);
      if (index == nullptr || !index->parent.empty() || is_deferrable(*index, *table)) continue;
      for (const RelationKey other_key : table->indexes) {
        const Index* other = at.after.find_index(other_key);
        if (other == nullptr || other == index || is_deferrable(*other, *table)) continue;
        if (!at.after.is_sure_of(other->origin) || !at.after.is_sure_of(index->origin)) continue;
        if (!duplicates(*index, *other) || !goes_first(*index, *other)) continue;
        report(*index, *other, at.after, mysql, findings);
        break;
      }
    }
  }
}

}  // namespace

extern const RuleLogic duplicate_index;
const RuleLogic duplicate_index{.history = check};

}  // namespace miglint::rules
