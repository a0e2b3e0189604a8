// Words that the runbook and the risk report share: locks of a step, grades, places.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "project/tools/tool.h"
#include "runbook/rollout.h"
#include "source/source_file.h"

namespace miglint {

/// The change of one database, with the tool that runs it.
struct DatabaseChange {
  const MigrationSet* set = nullptr;
  const Rollout* rollout = nullptr;
};

/// "`invoices`: ACCESS EXCLUSIVE blocks reads and writes while the whole table is rewritten".
/// `held`: other statements follow in the same transaction, which keeps the lock.
[[nodiscard]] std::string work_words(const RelationWork& work, bool held, const Schema& schema);
/// The step's transaction goes on with another of the steps.
[[nodiscard]] bool is_held(const Step& step, std::span<const Step> steps);
/// Somebody else may have to wait for it, or it takes as long as the table is large.
[[nodiscard]] bool matters(const RelationWork& work);
[[nodiscard]] bool stops_reads(const RelationWork& work);
[[nodiscard]] bool stops_writes(const RelationWork& work);
/// "ACCESS EXCLUSIVE", "ALGORITHM=COPY, LOCK=SHARED".
[[nodiscard]] std::string lock_name(const RelationWork& work);

/// "complete", "loses data", …
[[nodiscard]] std::string_view word(Rollback::Grade grade);
/// A sentence for each.
[[nodiscard]] std::string_view meaning(Rollback::Grade grade);
/// "expand", "migrate", "contract"
[[nodiscard]] std::string_view word(DeployStage stage);

/// "db/0042.sql"
[[nodiscard]] std::string_view path_of(const Migration& migration, const SourceSet& sources);
[[nodiscard]] std::uint32_t line_of(Span span, const SourceSet& sources);
/// "PostgreSQL 15"
[[nodiscard]] std::string server_words(const Rollout& rollout);

}  // namespace miglint
