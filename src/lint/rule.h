// The rule interface: all that a file in rules/ includes.
//
// A rule is a page (`.md`: its metadata and words) and a `RuleLogic` (`.cpp`: which operations it
// looks at, and what it finds). Rules are pure: they see a moment of the timeline and say findings;
// no input, no output, no state. The table of all rules is generated from rules/.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "lint/finding.h"
#include "lint/rule_options.h"
#include "source/source_file.h"
#include "timeline/timeline.h"

namespace miglint {

/// One direction of a migration, read.
struct ReadScript {
  const Migration* migration = nullptr;
  Direction direction = Direction::up;
  std::span<const Statement> statements;
};

/// All `up` scripts of a database have run.
struct HistoryEnd {
  std::span<const ReadScript> scripts;  ///< In run order, those of both directions.
  const Schema& after;
  const SourceSet& sources;
  ServerVersion server;
};

/// Collects the findings of one rule, and tells it what the project has set for it.
class Findings {
 public:
  Findings(std::vector<Finding>& out, const RuleOptions& options) : out_(out), options_(options) {}
  void add(Finding finding) { out_.push_back(std::move(finding)); }
  [[nodiscard]] const RuleOptions& options() const { return options_; }

 private:
  std::vector<Finding>& out_;
  const RuleOptions& options_;
};

struct OperationCheck {
  std::size_t kind = std::variant_npos;  ///< Index in `Action`.
  void (*run)(const Operation&, const Moment&, Findings&) = nullptr;
};

namespace detail {
template <class Action, class Op>
struct IndexOf;
template <class Op, class... Ops>
struct IndexOf<std::variant<Ops...>, Op> {
  static constexpr std::size_t value = [] {
    std::size_t index = 0;
    (void)((std::is_same_v<Op, Ops> ? true : (++index, false)) || ...);
    return index;
  }();
};
template <class Function>
struct CheckedOperation;
template <class Op>
struct CheckedOperation<void (*)(const Op&, const Operation&, const Moment&, Findings&)> {
  using type = Op;
};
}  // namespace detail

/// A check of one kind of operation: `on<check>()` for
/// `void check(const op::CreateIndex&, const Operation&, const Moment&, Findings&)`.
template <auto Check>
[[nodiscard]] constexpr OperationCheck on() {
  using Op = typename detail::CheckedOperation<decltype(Check)>::type;
  return {detail::IndexOf<Action, Op>::value,
          [](const Operation& operation, const Moment& at, Findings& findings) {
            Check(std::get<Op>(operation.action), operation, at, findings);
          }};
}

struct RuleLogic {
  /// Called for each operation of that kind.
  std::array<OperationCheck, 8> operations{};
  /// Called once for each SQL command that has effects.
  void (*command)(const Moment&, Findings&) = nullptr;
  /// Called when a script has run.
  void (*end)(const ScriptEnd&, Findings&) = nullptr;
  /// Called when all `up` scripts have run, for what only the last of them settles. Findings in
  /// migrations that are history are dropped.
  void (*history)(const HistoryEnd&, Findings&) = nullptr;
};

/// What makes a finding worse, beside what it says: levels follow where it is known.
enum class GrowsWith : std::uint8_t {
  nothing,  ///< It breaks or loses something, whatever the size.
  rows,     ///< It takes as long as the table is large.
  traffic,  ///< Everybody who uses the table queues.
};

/// A rule's metadata, from the front matter of its page.
struct RuleInfo {
  std::string_view id;  ///< "index-without-concurrently": the bad pattern's name.
  std::string_view group;
  std::string_view title;
  Level level = Level::warning;
  std::span<const std::string_view> dialects;
  std::string_view versions;  ///< For people; empty: all.
  std::span<const std::string_view> tags;
  std::string_view precision;  ///< "very-high", "high", "medium", "low": SARIF's words.
  /// How a run shows that a finding is right, as src/verify/rule_proof.h reads it. Empty: by the
  /// lock and the work of the finding's effect.
  std::string_view proof;
  GrowsWith grows_with = GrowsWith::nothing;
  std::span<const RuleOption> options{};  ///< Beside `level` and `exempt`, which all have.
  std::string_view page;                  ///< The page's Markdown without front matter.
  /// Null for findings of the engine itself, such as `syntax-error`.
  const RuleLogic* logic = nullptr;
};

}  // namespace miglint
