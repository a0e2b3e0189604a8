// The commands by which a migration tool runs a migration, and takes it back.
//
// Comes in: the tool's name and a migration. Goes out: lines for a shell. Where the tool cannot do
// it for one migration alone, the remark says what it does instead.
#pragma once

#include <string>
#include <string_view>

#include "migration/migration.h"

namespace miglint {

struct ToolCommand {
  std::string line;    ///< Empty: the tool has no such command.
  std::string remark;  ///< May be empty.
};

struct MigrationPlace {
  std::string_view tool;    ///< As `Tool::name`.
  std::string_view folder;  ///< Of its migrations.
  std::string_view path;    ///< Of the script.
};

/// An argument as a shell takes it.
[[nodiscard]] std::string shell_word(std::string_view argument);

[[nodiscard]] ToolCommand up_command(const Migration& migration, const MigrationPlace& place);
[[nodiscard]] ToolCommand down_command(const Migration& migration, const MigrationPlace& place);

}  // namespace miglint
