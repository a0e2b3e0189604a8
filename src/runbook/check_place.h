// What checks before and after a change share: places in words, the count of a table's rows.
#pragma once

#include <string>
#include <string_view>

#include "runbook/check_sql.h"
#include "runbook/checks.h"

namespace miglint {

/// "line 84 of 0008_tenant.sql"
[[nodiscard]] std::string place(Span span, const SourceSet& sources);
/// With a capital letter at its begin.
[[nodiscard]] std::string capital(std::string text);

/// Of `Demand::Kind::apart`. `table` is shown as it is.
[[nodiscard]] std::string overlaps_id(const Demand& demand);
[[nodiscard]] std::string overlaps_title(const Demand& demand, std::string_view table);

/// "rows-added:public.audit", with a number behind it for a further INSERT.
[[nodiscard]] std::string feed_id(const Feed& feed, const Rollout& rollout);

/// The change does something to the rows, not to the table's shape alone.
[[nodiscard]] bool is_worth_counting(const TouchedTable& table, const Rollout& rollout);
[[nodiscard]] Check row_count(const TouchedTable& table, const Rollout& rollout,
                              const CheckSql& sql, Check::Phase phase);

}  // namespace miglint
