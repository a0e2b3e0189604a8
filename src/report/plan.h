// What was recognised: the tools, the order of their migrations, the transactions around them.
//
// Comes in: sets of migrations, and what was read of each. Goes out: text for people, JSON for
// programs. Recognising does not belong here.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "migration/migration.h"
#include "project/tools/tool.h"
#include "source/source_file.h"

namespace miglint {

/// A file that takes part. `migration` is null when no front-end reads it.
struct PlannedFile {
  std::string path;
  std::string id;
  const Migration* migration = nullptr;
};

struct PlannedSet {
  const MigrationSet* set = nullptr;
  std::vector<PlannedFile> files;
  std::vector<std::string> settings;  ///< That the tool's environment says of all of them.
};

void write_plan_text(std::span<const PlannedSet> sets, const SourceSet& sources, std::string& out);
/// docs/formats.md describes it.
void write_plan_json(std::span<const PlannedSet> sets, const SourceSet& sources, std::string& out);

}  // namespace miglint
