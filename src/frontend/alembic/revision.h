// A revision file of Alembic to a migration, without running it.
//
// Comes in: a file. Goes out: its id, what it follows, and the statements of upgrade() and
// downgrade(). The order of a folder's revisions does not belong here.
#pragma once

#include <string_view>

#include "frontend/alembic/environment.h"
#include "migration/migration.h"
#include "source/arena.h"
#include "source/source_file.h"

namespace miglint::alembic {

/// The text is that of a revision: it names one, and has an upgrade().
[[nodiscard]] bool is_revision(std::string_view text);

/// `source` and `arena` must outlive the migration. Thread-safe for different arenas.
[[nodiscard]] Migration read_revision(FileId file, const SourceFile& source, Dialect dialect,
                                      const Environment& environment, Arena& arena);

}  // namespace miglint::alembic
