// What a rule says about a place in a migration.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/effect.h"
#include "migration/migration.h"
#include "source/edit.h"
#include "source/span.h"

namespace miglint {

struct RuleInfo;

/// In rising order, so that levels compare. `off` only ever comes from a config.
enum class Level : std::uint8_t { off, note, warning, error };

/// "error", "warning", "note", "off".
[[nodiscard]] std::string_view name(Level level);

struct RelatedPlace {
  Span span;
  std::string message;
};

/// The effect behind a finding, kept by value: findings outlive the schema.
struct LockFact {
  std::string relation;  ///< "schema.name".
  LockMode lock = LockMode::none;
  bool rewrite = false;
  bool scan = false;
  bool index_build = false;
};

/// Which relations a finding is about, and what is done to them that takes as long as they are
/// large. "schema.name"; an index stands for its table.
struct Subject {
  std::string relation;  ///< The one that others wait for; empty: none, or not known.
  std::vector<std::string> worked_on;
  bool scan = false;  ///< Rows are read.
  bool index_build = false;
  bool rewrite = false;  ///< Rows are written again, by DDL or by an UPDATE.
};

/// What is known of the size of the relations that a finding is about, and what came of it.
struct SizeFact {
  enum class Kind : std::uint8_t { usual, small, large, busy };
  Kind kind = Kind::usual;
  std::string relation;  ///< The largest; of several only that is named.
  std::optional<double> rows{};
  std::optional<double> bytes{};  ///< Of what is read or written.
  std::optional<double> writes_per_second{};
  std::optional<double> seconds{};  ///< A guess, from `bytes` and a rate that is assumed.
  Level before = Level::off;        ///< The level without that; `off`: the same.
};

/// "usual", "small", "large", "busy".
[[nodiscard]] std::string_view name(SizeFact::Kind kind);

/// What a run on a scratch server showed of a finding.
struct Verdict {
  enum class State : std::uint8_t { confirmed, refuted, not_exercised };
  State state = State::not_exercised;
  std::string evidence;  ///< One line: what was seen, or why nothing could be.
};

/// "confirmed", "refuted", "not exercised".
[[nodiscard]] std::string_view name(Verdict::State state);

/// Members that a rule does not name are empty.
struct Finding {
  const RuleInfo* rule = nullptr;
  Level level = Level::off;  ///< Set from the rule and the config, not by the rule's code.
  /// It rests on an answer that was taken for want of knowledge, and says so: one level lower.
  bool assumed = false;
  Span span{};
  /// One or two sentences: what happens to whom. Names in backquotes.
  std::string message{};
  /// The safe way for this very statement, with the SQL to write; may have several lines.
  std::string safe_way{};
  std::vector<RelatedPlace> related{};
  std::optional<LockFact> effect{};
  std::vector<Edit> fix{};
  Direction direction = Direction::up;
  /// Set by the run; by the rule where it looks at the whole history.
  Subject subject{};
  /// Nothing: no size is known, or none matters.
  std::optional<SizeFact> size{};
  /// Set when a comment in the source suppressed it; holds the reason given there.
  std::optional<std::string> suppressed{};
  /// The baseline has it; then it counts as suppressed, too.
  bool in_baseline = false;
  /// Nothing: no server was asked, or the finding is not about what a database does.
  std::optional<Verdict> verdict{};
};

}  // namespace miglint
