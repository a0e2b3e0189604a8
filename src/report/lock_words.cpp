#include "report/lock_words.h"

namespace miglint {

std::string_view who_is_blocked(LockMode lock) {
  if (lock == LockMode::none) return "takes no lock";
  if (blocks_reads(lock)) return "blocks reads and writes";
  if (blocks_writes(lock)) return "blocks writes";
  if (conflicts(lock, LockMode::share_update_exclusive)) {
    return "blocks other schema changes (no reads or writes)";
  }
  return "blocks no reads or writes";
}

std::string_view while_what(const Work& work) {
  if (work.rewrite) return "while the whole table is rewritten";
  if (work.index_build) return "while the index is built from every row";
  if (work.scan) return "while every row is checked";
  return {};
}

}  // namespace miglint
