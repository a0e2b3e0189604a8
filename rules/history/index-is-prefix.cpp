// An index whose keys another one of the same table begins with.
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

void report(const Index& index, const Index& longer, const Schema& schema, Dialect dialect,
            Findings& findings) {
  const bool is_younger = age_of(longer) <= age_of(index);
  const Index& older = is_younger ? longer : index;
  Finding finding{
      .span = is_younger ? index.origin.span : longer.origin.span,
      .message =
          fmt::format("{} has the first keys of {}, which serves the same searches: the shorter "
                      "one costs every write and gives little.",
                      index_words(index, schema, dialect), index_words(longer, schema, dialect)),
      .safe_way = is_younger ? "-- leave it out\n" : drop_index_online(index, schema, dialect),
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
      if (index == nullptr || !index->constraint.empty() || !index->parent.empty()) continue;
      for (const Index* other : indexes.longer_than(*index)) {
        if (!is_prefix_of(*index, *other)) continue;
        if (!at.after.is_sure_of(other->origin) || !at.after.is_sure_of(index->origin)) continue;
        report(*index, *other, at.after, dialect, findings);
        break;
      }
    }
  }
}

}  // namespace

extern const RuleLogic index_is_prefix;
const RuleLogic index_is_prefix{.history = check};

}  // namespace miglint::rules
