// alembic.ini: where revisions stand. For which server, dialect_signs.h finds out.
//
// Comes in: the text of the file. Goes out: the section of each database. What env.py makes of it
// is not known here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace miglint::tools {

/// One of the sections: `[alembic]`, or one a database (`alembic --name billing`).
struct AlembicSection {
  std::string name;
  std::string script_location;  ///< Path from the file's folder; empty: not said.
  std::vector<std::string> version_locations;
  /// Revisions also stand in folders below those.
  bool recursive = false;
};

/// Sections that say something of revisions or of a server. `folder` is where the file stands: what
/// is `%(here)s` there, and what its paths start from.
[[nodiscard]] std::vector<AlembicSection> read_alembic_ini(std::string_view text,
                                                           const std::string& folder);

}  // namespace miglint::tools
