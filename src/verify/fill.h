// Rows for the tables of a scratch database, made by the server itself.
//
// Comes in: tables, how many rows, a seed, and what the change is going to ask of the rows. Goes
// out: tables that hold rows which satisfy all of it, and how far that went. Rows that break
// something on purpose are spoil.h.
#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "verify/prediction.h"
#include "verify/server/connection.h"
#include "verify/table_shape.h"

namespace miglint {

struct FillOptions {
  std::int64_t rows = 10000;  ///< A table.
  std::uint64_t seed = 1;
};

struct FilledTable {
  std::string table;
  std::int64_t rows = 0;  ///< That are in it now.
  std::string remark;     ///< Why there are fewer than were asked for; else empty.
};

class Fill {
 public:
  /// `watcher` reads the catalog, `session` makes the rows.
  Fill(Connection& watcher, Connection& session, const FillOptions& options,
       std::span<const Assumption> assumptions)
      : watcher_(watcher), session_(session), options_(options), assumptions_(assumptions) {}

  /// Also fills the tables that it references. What is no table, or is not there, is passed over.
  void table(std::string_view name);
  [[nodiscard]] const std::vector<FilledTable>& filled() const { return filled_; }

 private:
  void visit(std::string_view name);
  void fill(TableShape& shape, std::int64_t wanted);
  /// Fills the tables that it references, and says which of them hold nothing all the same.
  void fill_referenced(TableShape& shape);
  [[nodiscard]] bool is_empty(std::string_view name);
  [[nodiscard]] std::vector<std::string> empty_tables() const;
  void apply_assumptions(TableShape& shape);
  std::int64_t insert(const TableShape& shape, std::int64_t wanted, std::string& remark);

  Connection& watcher_;
  Connection& session_;
  FillOptions options_;
  std::span<const Assumption> assumptions_;
  std::set<std::string, std::less<>> seen_;
  std::vector<FilledTable> filled_;
  int depth_ = 0;                ///< Of tables that are filled for another's sake.
  std::set<std::string> again_;  ///< Tried a second time.
};

}  // namespace miglint
