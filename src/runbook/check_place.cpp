#include "runbook/check_place.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string_view>

#include "lint/wording.h"
#include "source/ascii.h"

namespace miglint {

std::string place(Span span, const SourceSet& sources) {
  const SourceFile& file = sources[span.file];
  std::string_view path = file.path();
  if (const auto slash = path.rfind('/'); slash != std::string_view::npos) {
    path.remove_prefix(slash + 1);
  }
  return fmt::format("line {} of {}", file.position(span.begin).line, path);
}

std::string capital(std::string text) {
  if (!text.empty()) text.front() = ascii::upper(text.front());
  return text;
}

std::string overlaps_id(const Demand& demand) {
  return fmt::format("overlaps:{}.{}", demand.table,
                     demand.constraint.empty() ? fmt::to_string(fmt::join(demand.expressions, ","))
                                               : demand.constraint);
}

std::string overlaps_title(const Demand& demand, std::string_view table) {
  std::string compared;
  for (std::size_t i = 0; i < demand.expressions.size(); ++i) {
    compared +=
        fmt::format("{}{} {}", i == 0 ? "" : ", ", demand.expressions[i], demand.operators[i]);
  }
  return fmt::format("Rows of `{}` that exclude each other (`{}`)", table, compared);
}

std::string feed_id(const Feed& feed, const Rollout& rollout) {
  std::size_t number = 0;
  for (const Feed& other : rollout.feeds) {
    if (&other > &feed) break;
    if (other.table == feed.table) ++number;
  }
  return number == 1 ? fmt::format("rows-added:{}", feed.table)
                     : fmt::format("rows-added:{}#{}", feed.table, number);
}

bool is_worth_counting(const TouchedTable& table, const Rollout& rollout) {
  return table.rewritten || table.index_built || table.scanned || table.rows_come_or_go ||
         table.rows_updated ||
         std::ranges::find(rollout.demands, table.table, &Demand::table) != rollout.demands.end();
}

Check row_count(const TouchedTable& table, const Rollout& rollout, const CheckSql& sql,
                Check::Phase phase) {
  const bool after = phase == Check::Phase::after;
  const std::string shown = identifier(table.table, after ? rollout.after : rollout.before);
  Check check{.id = fmt::format("rows:{}", table.table),
              .phase = phase,
              .metric = "rows",
              .title = fmt::format("Rows of `{}`", shown),
              .why = {},
              .sql = sql.count(table.table, {}),
              .expect = Check::Expect::nothing};
  if (sql.is_postgres()) {
    check.estimate_sql =
        fmt::format("SELECT reltuples::bigint AS answer\n  FROM pg_class\n WHERE oid = {}",
                    sql.regclass(table.table));
  }
  if (!after) {
    check.why = "How much there is to lock, fill or check; to be compared afterwards.";
  } else if (table.rows_come_or_go) {
    check.why = "The change adds or deletes rows here: compare with what it was meant to do.";
  } else {
    check.expect = Check::Expect::as_before;
    check.why = "The change neither adds nor deletes rows here.";
  }
  return check;
}

}  // namespace miglint
