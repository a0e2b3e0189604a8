// A C++ file to a migration: the SQL that it sends.
//
// Comes in: the file and the config's words on it. Goes out: a `Migration`. Clang stays in the
// helper program (program/), which this calls.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "migration/migration.h"
#include "project/config.h"
#include "source/arena.h"
#include "source/source_file.h"

namespace miglint {

/// The helper program must be there: see `why_no_cxx`.
[[nodiscard]] Migration read_cxx_file(FileId id, const SourceFile& source, Dialect dialect,
                                      const Config& config, Arena& arena);

/// The server whose library the file calls; nullopt when none or several are named.
[[nodiscard]] std::optional<Dialect> cxx_dialect(const SourceFile& source);

/// Why C++ cannot be read here, and what to do about it; empty when it can.
[[nodiscard]] std::string why_no_cxx();

/// What was found out on the way and concerns all files, for people; each sentence once.
[[nodiscard]] std::vector<std::string> cxx_remarks();

}  // namespace miglint
