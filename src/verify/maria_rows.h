// Rows for the tables of a scratch database on MariaDB, made by the server itself.
#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "verify/fill.h"
#include "verify/prediction.h"
#include "verify/server/mysql_connection.h"

namespace miglint {

class MariaFill {
 public:
  /// `assumptions`: what the change is going to ask of the rows.
  MariaFill(MysqlConnection& session, std::int64_t rows, std::span<const Assumption> assumptions)
      : session_(session), rows_(rows), assumptions_(assumptions) {}

  /// A table of the session's database, and before it those that it references. What breaks a
  /// unique key or a CHECK is left out by INSERT IGNORE.
  void table(const std::string& name);
  [[nodiscard]] const std::vector<FilledTable>& filled() const { return filled_; }

 private:
  class TableRows;

  MysqlConnection& session_;
  std::int64_t rows_;
  std::span<const Assumption> assumptions_;
  std::set<std::string, std::less<>> seen_;
  std::vector<FilledTable> filled_;
};

}  // namespace miglint
