// Sizes and durations as people say them, and the guess of how long work takes.
//
// Comes in: numbers of a `TableSize`. Goes out: words that never look more exact than the numbers
// are. What a size means for a level does not belong here.
#pragma once

#include <optional>
#include <string>

#include "project/config.h"
#include "project/table_sizes.h"

namespace miglint {

/// "412 million rows", "1,200 rows", "1 row": two or three digits that count.
[[nodiscard]] std::string rows_in_words(double rows);
/// "96 GB", "1.4 MB": powers of 1000.
[[nodiscard]] std::string bytes_in_words(double bytes);
/// "less than a second", "8 min", "3 h".
[[nodiscard]] std::string seconds_in_words(double seconds);

enum class WorkKind : std::uint8_t {
  read,   ///< Every row is read.
  build,  ///< The rows are read and an index of them is written.
  write,  ///< Table and indexes are written again.
};

/// What work of that kind goes through; nothing: not known.
[[nodiscard]] std::optional<double> bytes_of_work(const TableSize& size, WorkKind kind);
/// "about 412 million rows (96 GB): about 32 min at 50 MB a second, which is assumed"; empty when
/// nothing is known.
[[nodiscard]] std::string size_remark(const TableSize& size, WorkKind kind,
                                      const TableSettings& settings);
/// Megabytes a second, as the project assumes them.
[[nodiscard]] std::int64_t rate_of_work(const TableSettings& settings, WorkKind kind);

}  // namespace miglint
