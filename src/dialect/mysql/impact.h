// What a command does to a table on MySQL 5.7 to 9 and MariaDB 10.5 to 11: the algorithm, who
// waits.
//
// Comes in: the operations of one SQL command and the schema before it. Goes out: effects, one per
// table and operation. The source of each fact is the manual's "Online DDL Operations", MariaDB's
// "InnoDB Online DDL Overview", and the record in tests/conformance/mysql. Levels and advice do not
// belong here.
#pragma once

#include <span>
#include <vector>

#include "dialect/effect.h"
#include "dialect/mysql/server.h"
#include "schema/schema.h"

namespace miglint::mysql {

struct Environment {
  Server server;
  bool foreign_key_checks = true;
  /// sql_mode has STRICT_TRANS_TABLES or STRICT_ALL_TABLES, as it has by default.
  bool strict = true;
};

/// Appends the effects of `command` (see `Operation::command`). `first` is the index of command[0]
/// among the statement's operations.
void impact(std::span<const Operation> command, std::uint32_t first, const Schema& before,
            const Environment& environment, std::vector<Effect>& effects);

/// The server commits the open transaction before it runs the operation, and after it.
[[nodiscard]] bool commits_implicitly(const Operation& operation);

}  // namespace miglint::mysql
