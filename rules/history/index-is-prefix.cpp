// An index whose keys another one of the same table begins with.
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

std::string dropped(const Index& index, const Schema& schema, bool mysql) {
  if (mysql) {
    const Table* table = schema.find_table(index.table);
    return fmt::format("ALTER TABLE {} DROP INDEX {}, ALGORITHM=INPLACE, LOCK=NONE;\n",
                       table == nullptr ? "…" : mysql_name(table->name), mysql_name(index.name));
  }
  return fmt::format("-- outside of a transaction\nDROP INDEX CONCURRENTLY {};\n",
                     identifier(index.key, schema));
}

void report(const Index& index, const Index& longer, const Schema& schema, bool mysql,
            Findings& findings) {
  const std::string name = mysql ? mysql_name(index.name) : identifier(index.key, schema);
  const bool is_younger = age_of(longer) <= age_of(index);
  const Index& older = is_younger ? longer : index;
  Finding finding{
      .span = is_younger ? index.origin.span : longer.origin.span,
      .message =
          fmt::format("`{}` begins with the keys of `{}` and serves the same searches: the "
                      "shorter one costs every write and gives little.",
                      mysql ? mysql_name(longer.name) : identifier(longer.key, schema), name),
      .safe_way = is_younger ? "-- leave it out\n" : dropped(index, schema, mysql),
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
      if (index == nullptr || !index->constraint.empty() || !index->parent.empty()) continue;
      for (const RelationKey other_key : table->indexes) {
        const Index* other = at.after.find_index(other_key);
        if (other == nullptr || !is_prefix_of(*index, *other)) continue;
        if (!at.after.is_sure_of(other->origin) || !at.after.is_sure_of(index->origin)) continue;
        report(*index, *other, at.after, mysql, findings);
        break;
      }
    }
  }
}

}  // namespace

extern const RuleLogic index_is_prefix;
const RuleLogic index_is_prefix{.history = check};

}  // namespace miglint::rules
