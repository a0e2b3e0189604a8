#include "cli/read_rollouts.h"

#include <algorithm>
#include <vector>

#include "lint/size_words.h"

namespace miglint {
namespace {

bool is_only_down(const ReadFile& file) {
  return file.holds == MigrationFile::Holds::down || (file.up.empty() && !file.down.empty());
}

/// The file that holds the rollback of another one's migration; null: none.
const ReadFile* down_file(const ReadFile& up, std::span<ReadFile* const> files) {
  if (!up.down.empty()) return &up;
  const auto found = std::ranges::find_if(files, [&](const ReadFile* file) {
    return is_only_down(*file) && !up.migration.id.empty() && file->migration.id == up.migration.id;
  });
  return found == files.end() ? nullptr : *found;
}

void add_sizes(const TableSizes& sizes, const TableSettings& settings, Rollout& rollout) {
  const auto add = [&](RelationWork& work) {
    const bool writes = work.rewrite || work.online.rebuild;
    if (work.is_new || !(work.long_running || writes || work.scan || work.index_build)) return;
    const TableSize* size = sizes.find(work.relation);
    if (size == nullptr) return;
    work.size = size_remark(*size,
                            writes             ? WorkKind::write
                            : work.index_build ? WorkKind::build
                            : work.scan        ? WorkKind::read
                                               : WorkKind::write,
                            settings);
  };
  for (RolloutStep& migration : rollout.migrations) {
    for (std::vector<Step>* steps : {&migration.steps, &migration.rollback.steps}) {
      for (Step& step : *steps)
        std::ranges::for_each(step.work, add);
    }
  }
}

}  // namespace

Rollout read_rollout(std::span<ReadFile* const> files, ServerVersion server,
                     const SourceSet& sources) {
  std::vector<RolloutScript> scripts;
  for (const ReadFile* file : files) {
    if (is_only_down(*file)) continue;
    RolloutScript script{
        .migration = &file->migration, .up = file->up, .history = !file->reported()};
    if (const ReadFile* down = down_file(*file, files)) {
      script.down = down->down;
      script.down_migration = &down->migration;
    }
    scripts.push_back(script);
  }
  const History history =
      files.front()->config->complete_history ? History::complete : History::unknown;
  return collect_rollout(scripts, server, history, sources);
}

std::vector<DatabaseRollout> read_rollouts(Project& project, const RunOptions& options) {
  std::vector<DatabaseRollout> rollouts;
  for_each_history(project, options, [&](std::span<ReadFile* const> files, ServerVersion server) {
    Rollout rollout = read_rollout(files, server, project.sources);
    if (rollout.migrations.empty()) return;
    if (project.sizes) add_sizes(*project.sizes, files.front()->config->tables, rollout);
    rollouts.push_back({files.front()->set, std::move(rollout)});
  });
  return rollouts;
}

}  // namespace miglint
