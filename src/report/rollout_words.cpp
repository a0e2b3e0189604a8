#include "report/rollout_words.h"

#include <fmt/format.h>

#include <algorithm>

#include "lint/wording.h"
#include "report/lock_words.h"

namespace miglint {

bool stops_reads(const RelationWork& work) {
  return blocks_reads(work.lock) || work.online.lock == DdlLock::exclusive;
}

bool stops_writes(const RelationWork& work) {
  return blocks_writes(work.lock) || work.online.lock != DdlLock::none;
}

bool matters(const RelationWork& work) {
  if (work.is_new || work.is_index) return false;
  return stops_writes(work) || work.rewrite || work.scan || work.index_build || work.long_running ||
         work.online.rebuild;
}

std::string lock_name(const RelationWork& work) {
  if (work.lock != LockMode::none) return std::string(sql_name(work.lock));
  if (work.online.algorithm == DdlAlgorithm::none) return "rows at most";
  return fmt::format("ALGORITHM={}, LOCK={}", sql_name(work.online.algorithm),
                     sql_name(work.online.lock));
}

std::string work_words(const RelationWork& work, bool held, const Schema& schema) {
  const std::string_view blocked = stops_reads(work)    ? "blocks reads and writes"
                                   : stops_writes(work) ? "blocks writes"
                                                        : "blocks no reads or writes";
  std::string_view meanwhile = while_what({.rewrite = work.rewrite || work.online.rebuild,
                                           .scan = work.scan,
                                           .index_build = work.index_build});
  if (meanwhile.empty()) {
    meanwhile = work.long_running    ? "for as long as the table is large"
                : stops_writes(work) ? "for an instant, once it has the lock"
                                     : "";
  }
  std::string_view end;
  if (held && stops_writes(work)) {
    const bool instant = meanwhile.empty() || meanwhile.starts_with("for an instant");
    if (instant) meanwhile = "until its transaction ends";
    if (!instant) end = ", and on until its transaction ends";
  }
  return fmt::format("`{}`: {} {}{}{}{}{}{}", identifier(work.relation, schema), lock_name(work),
                     blocked, meanwhile.empty() ? "" : " ", meanwhile, end,
                     work.size.empty() ? "" : ", ", work.size);
}

bool is_held(const Step& step, std::span<const Step> steps) {
  return step.in_transaction && std::ranges::any_of(steps, [&](const Step& other) {
           return &other > &step && other.in_transaction && !other.is_control &&
                  other.transaction == step.transaction;
         });
}

std::string_view word(Rollback::Grade grade) {
  switch (grade) {
    case Rollback::Grade::complete:
      return "complete";
    case Rollback::Grade::loses_data:
      return "loses data";
    case Rollback::Grade::incomplete:
      return "incomplete";
    case Rollback::Grade::unknown:
      return "not known";
    case Rollback::Grade::none:
      break;
  }
  return "none";
}

std::string_view meaning(Rollback::Grade grade) {
  switch (grade) {
    case Rollback::Grade::complete:
      return "The down script brings back the schema, and no row is lost.";
    case Rollback::Grade::loses_data:
      return "The down script brings back the schema, not the data.";
    case Rollback::Grade::incomplete:
      return "The down script leaves something, or does not bring something back.";
    case Rollback::Grade::unknown:
      return "Part of the down script cannot be read: rehearse it with `miglint verify`.";
    case Rollback::Grade::none:
      break;
  }
  return "There is no down script: the way back is a new migration, or the backup.";
}

std::string_view word(DeployStage stage) {
  switch (stage) {
    case DeployStage::expand:
      return "expand";
    case DeployStage::migrate:
      return "migrate";
    case DeployStage::contract:
      break;
  }
  return "contract";
}

std::string_view path_of(const Migration& migration, const SourceSet& sources) {
  return sources[migration.file].path();
}

std::uint32_t line_of(Span span, const SourceSet& sources) {
  return sources[span.file].position(span.begin).line;
}

std::string server_words(const Rollout& rollout) {
  const std::string_view name = rollout.dialect == Dialect::postgres ? "PostgreSQL"
                                : rollout.dialect == Dialect::mysql  ? "MySQL"
                                                                     : "MariaDB";
  if (rollout.dialect == Dialect::postgres) return fmt::format("{} {}", name, rollout.server.major);
  return fmt::format("{} {}.{}", name, rollout.server.major, rollout.server.minor);
}

}  // namespace miglint
