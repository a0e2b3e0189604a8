// What env.py says of all revisions.
//
// Comes in: env.py. Goes out: settings. The revisions themselves do not belong here, nor does
// alembic.ini, which says where they stand.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace miglint::alembic {

/// Options of `context.configure`.
struct Environment {
  bool transaction_per_migration = false;
  /// False: Alembic opens no transaction for DDL, whatever the server has.
  bool transactional_ddl = true;
  /// False: what is said of transactions is set by something that is not known.
  bool is_known = true;
  bool render_as_batch = false;
  std::string version_table_schema;  ///< Empty: not said, or not known.
  /// Revisions are run for several databases, each by functions of its own: Alembic's template
  /// `multidb`.
  bool several_databases = false;
  std::string path;  ///< Of env.py; empty: none was found.

  bool operator==(const Environment&) const = default;
};

[[nodiscard]] Environment parse_environment(std::string_view env_py, std::string path);

/// Reads env.py once a path. Without one Alembic has its defaults. Thread-safe.
[[nodiscard]] Environment environment_of(const std::string& path);

/// The settings that differ from Alembic's defaults, for people: "render_as_batch".
[[nodiscard]] std::vector<std::string> settings_in(const Environment& environment);

}  // namespace miglint::alembic
