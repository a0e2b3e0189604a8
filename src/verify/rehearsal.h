// Up, down, up again: does a rollback bring back what was there?
//
// Comes in: a database in which the migration has run, what it was like before, the down script.
// Goes out: each step, and what differs.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "verify/run_script.h"

namespace miglint {

/// A database at one moment, in lines of text.
struct Picture {
  std::set<std::string> catalog;
  std::set<std::string> data;
};

[[nodiscard]] std::expected<Picture, std::string> picture(const Sandbox& sandbox,
                                                          std::string_view database);

struct Rehearsal {
  RunRecord down;
  std::optional<RunRecord> up_again;
  /// Lines of the catalog, "- " before those that are gone, "+ " before those that came.
  std::vector<std::string> catalog_differs;
  std::vector<std::string> data_differs;
  bool data_unknown = false;  ///< Values of miglint's own were written: rows tell nothing.

  [[nodiscard]] bool passed() const {
    return !down.failed && catalog_differs.empty() && up_again && !up_again->failed;
  }
};

/// What the two pictures say after up and down.
void compare(const Picture& before, const Picture& after, const RunRecord& up,
             Rehearsal& rehearsal);

[[nodiscard]] std::expected<Rehearsal, std::string> rehearse(
    Sandbox& sandbox, std::string_view database, const Picture& before, const RunRecord& after_up,
    const PlannedRun& down, const PlannedRun& up, std::chrono::steady_clock::time_point deadline);

}  // namespace miglint
