// What the size of a table does to the level of a finding: the one place where that is decided.
//
// Comes in: findings with their subjects, the sizes of a real database, and which sizes matter to
// the project. Goes out: `Finding::size`, the level, and a sentence that says what was used. Which
// rules grow with what is said by their pages.
#pragma once

#include "lint/finding.h"
#include "lint/rule.h"
#include "project/config.h"
#include "project/table_sizes.h"

namespace miglint {

/// What is known of the tables that the finding is about, and what kind of tables that makes them.
/// Nothing when no size matters to the rule, or none is known. `sizes` may be null.
[[nodiscard]] std::optional<SizeFact> size_of(const Finding& finding, const TableSizes* sizes,
                                              const TableSettings& settings);

/// The level that the size gives. Small tables, all of them: a note. A large table, or a busy one:
/// an error instead of a warning, unless the config has set the level.
[[nodiscard]] Level sized(Level level, const SizeFact& size, bool is_configured);

/// " `orders` has about 412 million rows (…)." `after`: the level that came of it.
[[nodiscard]] std::string size_words(const Finding& finding, const TableSizes* sizes,
                                     const TableSettings& settings);

}  // namespace miglint
