// The risk report of a change: what a reviewer needs to decide in five minutes.
//
// Comes in: findings and changes. Goes out: a verdict with its reasons, and the page as Markdown or
// as one HTML file. What is a finding, and at which level, is decided before.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "report/report.h"
#include "report/rollout_words.h"

namespace miglint {

struct RiskReason {
  int points = 0;
  std::string text;  ///< Names in backquotes.
};

struct Risk {
  enum class Verdict : std::uint8_t {
    go,    ///< Nothing was found that speaks against it.
    look,  ///< Somebody should look at the reasons first.
    stop,  ///< It breaks, blocks or loses something as it stands.
  };
  Verdict verdict = Verdict::go;
  int score = 0;  ///< 0: nothing known against it; 100: at least that bad.
  std::vector<RiskReason> reasons;
};

/// Points: 20 for the first error of a rule and 5 for each further one, 5 and 1 for warnings, 10
/// for a statement that cannot be read, 10 for the first rollback that is missing, incomplete,
/// unknown or loses data and 2 for each further one, the same for migrations after which something
/// is gone for good.
[[nodiscard]] Risk assess(const Result& result, std::span<const DatabaseChange> changes);

/// One table, and what becomes of it.
struct ChangedTable {
  std::string table;                 ///< As SQL writes it.
  bool is_heading = false;           ///< `table` is no name, but "new relations".
  std::vector<std::string> changes;  ///< Names in backquotes.
};
/// Tables in use first.
[[nodiscard]] std::vector<ChangedTable> changed_tables(const Rollout& rollout);

/// A statement with its number in the lock timeline.
struct NumberedStep {
  std::size_t number = 0;
  const Migration* migration = nullptr;
  const Step* step = nullptr;
};
/// Those that do more than set the session or end a transaction.
[[nodiscard]] std::vector<NumberedStep> numbered_steps(const Rollout& rollout);

/// A lock on one table, from the statement that takes it to the one with which its transaction
/// ends.
struct LockBar {
  std::string table;
  std::size_t first = 0;  ///< Numbers of steps.
  std::size_t last = 0;
  const RelationWork* work = nullptr;
  /// The earlier step whose stronger lock on the table is still held, and what it does; 0: none.
  std::size_t under = 0;
  const Step* under_step = nullptr;
  const RelationWork* under_work = nullptr;
};
[[nodiscard]] std::vector<LockBar> lock_bars(const Rollout& rollout);

/// Who waits, what is lost, the way back, the application: a line each, names in backquotes.
[[nodiscard]] std::vector<std::string> in_short(const Rollout& rollout);
/// "#1 to #4, #7"
[[nodiscard]] std::string number_list(std::span<const std::size_t> numbers);
/// As it stands, on one line, without its comments.
[[nodiscard]] std::string statement_words(const Statement& statement, const Rollout& rollout,
                                          std::size_t limit);
/// The first reasons are shown, the others on demand.
inline constexpr std::size_t kReasonsShown = 8;

/// What a reader of patches has to know.
inline constexpr std::string_view kAboutPatches =
    "Each patch is for `git apply`, from the folder in which this report was made, and for the "
    "files "
    "as they are. Each was tried: with it the migrations leave the same schema, and the finding is "
    "gone.";

/// "Do not run it as it stands"
[[nodiscard]] std::string_view words(Risk::Verdict verdict);
/// Findings that count, the gravest first.
[[nodiscard]] std::vector<const Finding*> graded_findings(std::span<const Finding> findings);

void write_risk_markdown(const Result& result, std::span<const DatabaseChange> changes,
                         std::string& out);
/// One file that needs nothing from elsewhere and runs no script; light and dark, for print too.
void write_risk_html(const Result& result, std::span<const DatabaseChange> changes,
                     std::string& out);

}  // namespace miglint
