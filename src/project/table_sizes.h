// How large the tables of a real database are, as `--stats` tells.
//
// Comes in: the answer of the query that `miglint stats-query` prints. Goes out: rows, bytes and
// writes by table. All of it is what a server has estimated at some time. What a size means for a
// finding does not belong here.
#pragma once

#include <expected>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "migration/dialect.h"

namespace miglint {

/// Nothing: not known. A partitioned table has the sums of its partitions.
struct TableSize {
  std::optional<double> rows;
  std::optional<double> table_bytes;
  std::optional<double> index_bytes;
  std::optional<double> writes_per_second;  ///< Rows inserted, updated and deleted.
};

class TableSizes {
 public:
  /// JSON as docs/stats.md describes it. The error says what is wrong, and where.
  [[nodiscard]] static std::expected<TableSizes, std::string> parse(std::string_view text);

  /// The relation as `Effect` names it, "schema.name"; null: it is not in the file. A name that the
  /// migrations gave no schema is also looked for in the schema that the query was run in.
  [[nodiscard]] const TableSize* find(std::string_view relation) const;

  /// When the query was run, as the file says it: "2026-11-20"; empty: it does not say.
  [[nodiscard]] const std::string& taken_on() const { return taken_on_; }

 private:
  friend class TableSizesReader;

  std::map<std::string, TableSize, std::less<>> tables_;
  std::string default_schema_;
  std::string taken_on_;
};

/// One SELECT, or on MariaDB one SET STATEMENT … FOR SELECT, closed by ";\n", whose only row and
/// column is the JSON.
[[nodiscard]] std::string stats_query(Dialect dialect);

}  // namespace miglint
