// Where a migration stands among the others, as its tool orders them.
//
// Comes in: migrations. Goes out: their versions, and which come before which. Whether an order is
// right does not belong here.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/rule.h"

namespace miglint {

/// What the tool orders by: the number at the head of a plain file's name ("0008" of
/// "0008_orders", "2024_10_12_000000"), the id for any other tool. Empty: it has no order of its
/// own, as with a graph of revisions.
[[nodiscard]] std::string_view version_of(const Migration& migration);

/// Numbers by their value, anything else by its bytes.
[[nodiscard]] bool version_less(std::string_view a, std::string_view b);

/// The migrations of one series, in run order: of one tool and, where the tool has no more than a
/// folder, of one folder. Rollbacks in files of their own are left out.
[[nodiscard]] std::vector<std::vector<const Migration*>> series_of(const HistoryEnd& at);

/// A place for findings about the migration as a whole: its first statement, or the file's begin.
[[nodiscard]] Span head_of(const Migration& migration, const HistoryEnd& at);

}  // namespace miglint
