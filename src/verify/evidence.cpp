#include "verify/evidence.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace miglint {

std::string count_words(std::int64_t number) {
  std::string digits = fmt::format("{}", number);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(static_cast<std::size_t>(at), ",");
  return digits;
}

std::string what_happened(const StepRecord& step, const ObservedRelation& relation) {
  std::string text;
  const auto add = [&](std::string_view part) {
    if (!text.empty()) text += ", ";
    text += part;
  };
  if (relation.lock != LockMode::none) {
    add(fmt::format("{} held on {} for {:.0f} ms", sql_name(relation.lock), relation.name,
                    std::max(step.held, step.milliseconds)));
  }
  if (!relation.metadata_lock.empty()) {
    add(fmt::format("metadata lock {} on {}", relation.metadata_lock, relation.name));
  }
  if (relation.reader_blocked && relation.writer_blocked) {
    add("another session could neither read nor write");
  } else if (relation.writer_blocked) {
    add("another session could read but not write");
  }
  if (relation.reader_queued) {
    add("behind it, as it waited for a query, a new reader waited too");
  } else if (relation.writer_queued) {
    add("behind it, as it waited for a writer, a new writer waited too");
  }
  for (const auto& [what, attempts] :
       {std::pair("read", relation.reads), std::pair("write", relation.writes)}) {
    if (attempts.made == 0) continue;
    add(fmt::format("of {} attempts to {} {} were turned away", attempts.made, what,
                    attempts.refused));
  }
  if (relation.rewritten) add(fmt::format("{} rewritten", relation.name));
  if (relation.emptied) add(fmt::format("{} emptied", relation.name));
  if (relation.index_built) add("index built");
  if (relation.scanned && !relation.rewritten) add("every row read");
  if (relation.dropped) add(fmt::format("{} dropped", relation.name));
  if (relation.renamed) add("its name is gone");
  if (relation.columns_changed) add("a column is gone");
  if (!relation.is_index) add(fmt::format("{} rows", count_words(relation.rows)));
  add(fmt::format("{:.0f} ms", step.milliseconds));
  return text;
}

std::string refusal_words(const ServerError& error) {
  return fmt::format("{} ({})", error.message, error.sqlstate);
}

}  // namespace miglint
