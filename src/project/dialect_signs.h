// Which server the migrations are for, where neither the config nor the command line says it.
//
// Comes in: a set of migrations and the tree around it. Goes out: a dialect and the sign that tells
// it: the folder's name, how the scripts are written, the settings of the project. What the
// statements mean does not belong here.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "migration/dialect.h"
#include "project/tools/tool.h"

namespace miglint {

struct DialectSign {
  Dialect dialect = Dialect::postgres;
  std::string why;  ///< "`jdbc:mysql:` in flyway.conf".
};

/// How one script is written; nullopt when it is in the language of all.
[[nodiscard]] std::optional<DialectSign> dialect_of_script(std::string_view text);

/// MariaDB, by words in any of the scripts that MySQL would refuse.
[[nodiscard]] std::optional<DialectSign> words_of_mariadb(const MigrationSet& set, Tree& tree);

/// Nullopt when nothing tells it, or when the signs contradict each other.
[[nodiscard]] std::optional<DialectSign> find_dialect(const MigrationSet& set, Tree& tree);

}  // namespace miglint
