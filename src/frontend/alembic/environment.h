// What env.py and alembic.ini say of all revisions of a folder.
//
// Comes in: the folder that holds the revisions. Goes out: settings. The revisions themselves do
// not belong here.
#pragma once

#include <string>
#include <string_view>

namespace miglint::alembic {

struct Environment {
  bool transaction_per_migration = false;
  /// env.py was found and asks for it, or sets it by something that is not known.
  bool is_known = true;
  std::string path;  ///< Of env.py; empty: none was found.
};

/// Reads env.py beside the folder `versions`. A folder without one has Alembic's defaults.
[[nodiscard]] Environment read_environment(const std::string& revision_path);
[[nodiscard]] Environment parse_environment(std::string_view env_py, std::string path);

}  // namespace miglint::alembic
