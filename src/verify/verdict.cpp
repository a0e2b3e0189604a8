#include "verify/verdict.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace miglint {
namespace {

using State = Verdict::State;
using std::string_view_literals::operator""sv;

/// How a run shows that a rule is right, where it is not by the lock and the work it names.
enum class Proof : std::uint8_t {
  effect,          ///< Lock, rewrite, scan, build.
  refusal,         ///< The server refuses the statement with that SQLSTATE.
  warning,         ///< The server says so.
  left_open,       ///< The session is in a transaction when the script has ended.
  unlimited_wait,  ///< A strong lock is taken while no lock_timeout is in force.
  gone,            ///< The old name or the old rows are gone.
  all_rows,        ///< The statement changed rows in one go.
  rights,          ///< It is about who may do what later: a run changes nothing about that.
};

struct RuleProof {
  std::string_view rule;
  Proof proof = Proof::effect;
  std::string_view sign = {};  ///< SQLSTATE, words of a warning, `kAnywhere`.
};

constexpr std::string_view kAnywhere = "anywhere in the script";

constexpr std::array kProofs = {
    RuleProof{"concurrently-in-transaction", Proof::refusal, "25001"},
    RuleProof{"block-commit-in-transaction", Proof::refusal, "2D000"},
    RuleProof{"enum-value-used-in-its-transaction", Proof::refusal, "55P04"},
    RuleProof{"not-null-column-without-default", Proof::refusal, "23502"},
    RuleProof{"set-not-null-without-backfill", Proof::refusal, "23502"},
    RuleProof{"nested-begin", Proof::warning, "already a transaction in progress"},
    RuleProof{"set-local-outside-transaction", Proof::warning,
              "can only be used in transaction blocks"},
    RuleProof{"transaction-left-open", Proof::left_open},
    RuleProof{"missing-lock-timeout", Proof::unlimited_wait},
    RuleProof{"ineffective-lock-timeout", Proof::unlimited_wait, kAnywhere},
    RuleProof{"drop-table", Proof::gone},
    RuleProof{"drop-column", Proof::gone},
    RuleProof{"rename-table", Proof::gone},
    RuleProof{"rename-column", Proof::gone},
    RuleProof{"moved-to-other-schema", Proof::gone},
    RuleProof{"truncate-table", Proof::gone},
    RuleProof{"update-without-filter", Proof::all_rows},
    RuleProof{"delete-without-filter", Proof::all_rows},
    RuleProof{"unbatched-backfill", Proof::all_rows},
    RuleProof{"drop-cascade", Proof::rights},
    RuleProof{"rename-enum-value", Proof::rights},
    RuleProof{"invalid-index-kept", Proof::rights},
    RuleProof{"grant-to-public", Proof::rights},
    RuleProof{"policy-without-row-security", Proof::rights},
    RuleProof{"row-security-without-policy", Proof::rights},
    RuleProof{"security-definer-without-search-path", Proof::rights},
    RuleProof{"session-setting-outlives-transaction", Proof::rights},
};

constexpr std::array kPostgres = {"postgres"sv};
constexpr std::array kTags = {"verify"sv};

constexpr RuleInfo kFails{
    .id = "statement-fails",
    .group = "verify",
    .title = "The statement fails on a server",
    .level = Level::error,
    .dialects = kPostgres,
    .versions = {},
    .tags = kTags,
    .precision = "very-high",
    .page = "`miglint verify` ran the statement on a scratch server, and the server refused it.\n"};
constexpr RuleInfo kUnpredicted{
    .id = "unpredicted-effect",
    .group = "verify",
    .title = "The server did more than miglint predicted",
    .level = Level::warning,
    .dialects = kPostgres,
    .versions = {},
    .tags = kTags,
    .precision = "very-high",
    .page =
        "`miglint verify` saw a lock or a rewrite on a scratch server that miglint had not "
        "predicted. What the server does is true; please report it.\n"};
constexpr RuleInfo kRollback{
    .id = "rollback-incomplete",
    .group = "verify",
    .title = "The rollback does not bring back what was there",
    .level = Level::warning,
    .dialects = kPostgres,
    .versions = {},
    .tags = kTags,
    .precision = "very-high",
    .page =
        "`miglint verify` ran the migration, its down script and the migration again, and "
        "compared the catalog and the rows with those of before.\n"};

RuleProof proof_of(std::string_view rule) {
  const auto found = std::ranges::find(kProofs, rule, &RuleProof::rule);
  return found == kProofs.end() ? RuleProof{rule, Proof::effect} : *found;
}

/// 10000: "10,000".
std::string count(std::int64_t number) {
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
  if (relation.reader_blocked && relation.writer_blocked) {
    add("another session could neither read nor write");
  } else if (relation.writer_blocked) {
    add("another session could read but not write");
  }
  if (relation.rewritten) add(fmt::format("{} rewritten", relation.name));
  if (relation.emptied) add(fmt::format("{} emptied", relation.name));
  if (relation.index_built) add("index built");
  if (relation.scanned && !relation.rewritten) add("every row read");
  if (relation.dropped) add(fmt::format("{} dropped", relation.name));
  if (relation.renamed) add("its name is gone");
  if (relation.columns_changed) add("a column is gone");
  if (!relation.is_index) add(fmt::format("{} rows", count(relation.rows)));
  add(fmt::format("{:.0f} ms", step.milliseconds));
  return text;
}

std::string refusal(const ServerError& error) {
  return fmt::format("{} ({})", error.message, error.sqlstate);
}

Verdict judged(bool confirmed, std::string evidence) {
  return {confirmed ? State::confirmed : State::refuted, std::move(evidence)};
}

Verdict not_exercised(std::string why) {
  return {State::not_exercised, std::move(why)};
}

class Judge {
 public:
  Judge(const Finding& finding, const Exercise& exercise, std::size_t index)
      : finding_(finding),
        exercise_(exercise),
        index_(index),
        step_(exercise.record.steps[index]),
        proof_(proof_of(finding.rule->id)) {}

  Verdict judge() {
    switch (proof_.proof) {
      case Proof::refusal:
        return by_refusal();
      case Proof::left_open:
        return judged(exercise_.record.left_open,
                      exercise_.record.left_open
                          ? "the session was still in a transaction when the script had ended"
                          : "no transaction was open when the script had ended");
      case Proof::rights:
        return not_exercised("it is not about what the migration does while it runs");
      case Proof::unlimited_wait:
        return by_wait();
      default:
        break;
    }
    if (step_.outcome != StepRecord::Outcome::done) return did_not_run();
    switch (proof_.proof) {
      case Proof::warning:
        return by_warning();
      case Proof::all_rows:
        return step_.rows > 0
                   ? judged(true, fmt::format("{} rows changed in one statement, {:.0f} ms",
                                              count(step_.rows), step_.milliseconds))
                   : not_exercised("no row met its condition");
      case Proof::gone:
        return by_loss();
      default:
        return by_effect();
    }
  }

 private:
  Verdict did_not_run() const {
    if (step_.outcome == StepRecord::Outcome::skipped)
      return not_exercised("not run: " + step_.remark);
    if (step_.outcome == StepRecord::Outcome::stopped) return not_exercised(step_.remark);
    return not_exercised("the statement failed: " + refusal(step_.error));
  }

  Verdict by_refusal() const {
    for (const auto& [step, rows] : attempts()) {
      if (step->outcome == StepRecord::Outcome::failed && step->error.sqlstate == proof_.sign) {
        return judged(true,
                      fmt::format("on {} the server refused it: {}", rows, refusal(step->error)));
      }
    }
    if (step_.outcome != StepRecord::Outcome::done) return did_not_run();
    if (proof_.sign == "23502" && no_rows()) {
      return not_exercised("the table held no rows");
    }
    return judged(false, "the server ran it");
  }

  [[nodiscard]] std::vector<std::pair<const StepRecord*, std::string_view>> attempts() const {
    std::vector<std::pair<const StepRecord*, std::string_view>> all{{&step_, "clean rows"}};
    if (exercise_.spoiled_record) {
      all.emplace_back(&exercise_.spoiled_record->steps[index_], "spoiled rows");
    }
    return all;
  }

  [[nodiscard]] bool no_rows() const {
    return std::ranges::none_of(step_.relations, [](const ObservedRelation& relation) {
      return !relation.is_index && relation.rows > 0;
    });
  }

  Verdict by_warning() const {
    const auto said = std::ranges::find_if(step_.notices, [&](const Notice& notice) {
      return notice.message.find(proof_.sign) != std::string::npos;
    });
    return said == step_.notices.end()
               ? judged(false, "the server had nothing to say about it")
               : judged(true, fmt::format("the server warned: {}", said->message));
  }

  /// A finding at a SET speaks of locks anywhere in the script.
  Verdict by_wait() const {
    const bool anywhere = proof_.sign == kAnywhere;
    const auto& steps = exercise_.record.steps;
    std::optional<Verdict> with_limit;
    for (std::size_t i = anywhere ? 0 : index_; i < (anywhere ? steps.size() : index_ + 1); ++i) {
      for (const ObservedRelation& relation : steps[i].relations) {
        if (relation.is_index || !blocks_writes(relation.new_lock)) continue;
        const std::string taken =
            fmt::format("{} taken on {}", sql_name(relation.new_lock), relation.name);
        if (!steps[i].lock_timeout) return judged(true, taken + " with no lock_timeout in force");
        with_limit = judged(false, taken + " with a lock_timeout in force");
      }
    }
    if (with_limit) return *with_limit;
    if (step_.outcome != StepRecord::Outcome::done) return did_not_run();
    return not_exercised("no strong lock on a table that was there before was seen");
  }

  Verdict by_loss() const {
    for (const ObservedRelation& relation : step_.relations) {
      if (relation.is_index) continue;
      if (relation.dropped || relation.renamed || relation.columns_changed || relation.emptied) {
        return judged(true, what_happened(step_, relation));
      }
    }
    return step_.relations.empty() ? not_exercised("it met nothing that was there before")
                                   : judged(false, "all names and rows are still there");
  }

  Verdict by_effect() const {
    if (!finding_.effect) return not_exercised("no run can show it");
    const LockFact& fact = *finding_.effect;
    const ObservedRelation* relation = step_.find(fact.relation);
    if (relation == nullptr) {
      return not_exercised(
          fmt::format("nothing called {} was there before this script", fact.relation));
    }
    std::string missing;
    const auto expect = [&](bool seen, std::string_view what) {
      if (!seen) missing += fmt::format("{}{}", missing.empty() ? "" : ", ", what);
    };
    const bool lock_seen = relation->lock >= fact.lock;
    if (!step_.sampled) expect(lock_seen, fmt::format("no {}", sql_name(fact.lock)));
    if (fact.rewrite) expect(relation->rewritten || relation->dropped, "no rewrite");
    if (fact.index_build) {
      expect(relation->index_built || relation->rewritten || relation->emptied, "no index build");
    }
    if (fact.scan && !fact.rewrite && !fact.index_build) {
      expect(relation->scanned || relation->rewritten, "no scan");
    }
    const std::string seen = what_happened(step_, *relation);
    if (missing.empty() && (lock_seen || fact.rewrite || fact.index_build))
      return judged(true, seen);
    if (missing.empty()) {
      return not_exercised(
          fmt::format("it was over before its locks could be looked at: {}", seen));
    }
    if (relation->rows == 0) {
      return not_exercised(fmt::format("{} held no rows: {}", fact.relation, missing));
    }
    return judged(false, fmt::format("{} was seen: {}", missing, seen));
  }

  const Finding& finding_;
  const Exercise& exercise_;
  std::size_t index_;
  const StepRecord& step_;
  RuleProof proof_;
};

bool is_of(const Finding& finding, const Statement& statement) {
  return finding.span.file == statement.span.file && finding.span.begin >= statement.span.begin &&
         finding.span.begin < std::max(statement.span.end, statement.span.begin + 1);
}

Finding about(const RuleInfo& rule, const Statement& statement, Direction direction,
              std::string message) {
  Finding finding;
  finding.rule = &rule;
  finding.level = rule.level;
  finding.span = statement.span;
  finding.message = std::move(message);
  finding.direction = direction;
  return finding;
}

bool is_told(const std::vector<Finding>& findings, const Statement& statement) {
  return std::ranges::any_of(findings, [&](const Finding& finding) {
    return is_of(finding, statement) && finding.verdict &&
           finding.verdict->state == State::confirmed &&
           proof_of(finding.rule->id).proof == Proof::refusal;
  });
}

std::string failure_message(const StepRecord& step) {
  if (step.outcome == StepRecord::Outcome::stopped) {
    return fmt::format("On a scratch server this was {}.", step.remark);
  }
  if (step.error.sqlstate == "42501") {
    return fmt::format(
        "On a scratch server this is refused: {}. Migrations run there without a superuser's "
        "rights.",
        refusal(step.error));
  }
  return fmt::format("On a scratch server this fails: {}.", refusal(step.error));
}

/// The first failure, since later ones may come from it; and everything that was held back, since
/// it cannot.
void add_failures(const Exercise& exercise, const std::vector<Finding>& findings,
                  std::vector<Finding>& out) {
  bool first = true;
  for (std::size_t i = 0; i < exercise.record.steps.size(); ++i) {
    const StepRecord& step = exercise.record.steps[i];
    const Statement& statement = *exercise.plan.statements[i].statement;
    const bool stopped = step.outcome == StepRecord::Outcome::stopped;
    if (!stopped && step.outcome != StepRecord::Outcome::failed) continue;
    if (is_told(findings, statement)) continue;
    if (!first && !stopped && step.error.sqlstate != "42501") continue;
    first = false;
    Finding finding = about(kFails, statement, exercise.plan.direction, failure_message(step));
    finding.verdict =
        Verdict{State::confirmed, "what comes after it in the script was run all the same"};
    out.push_back(std::move(finding));
  }
}

/// What was predicted of a relation, over all of a statement.
PredictedEffect predicted(const PlannedStatement& planned, std::string_view relation) {
  PredictedEffect all;
  for (const PredictedEffect& effect : planned.effects) {
    if (effect.relation != relation) continue;
    all.lock = std::max(all.lock, effect.lock);
    all.rewrite |= effect.rewrite;
  }
  return all;
}

void add_surprises(const Exercise& exercise, std::vector<Finding>& out) {
  for (std::size_t i = 0; i < exercise.record.steps.size(); ++i) {
    const StepRecord& step = exercise.record.steps[i];
    const PlannedStatement& planned = exercise.plan.statements[i];
    if (step.outcome != StepRecord::Outcome::done) continue;
    for (const ObservedRelation& relation : step.relations) {
      if (relation.is_index) continue;
      const PredictedEffect told = predicted(planned, relation.name);
      const bool more_lock = blocks_writes(relation.new_lock) && relation.new_lock > told.lock;
      const bool more_work = relation.rewritten && !told.rewrite;
      if (!more_lock && !more_work) continue;
      Finding finding = about(
          kUnpredicted, *planned.statement, exercise.plan.direction,
          fmt::format("Not predicted, but seen on a scratch server: {}{}",
                      more_lock
                          ? fmt::format("{} on `{}`", sql_name(relation.new_lock), relation.name)
                          : fmt::format("`{}` is rewritten", relation.name),
                      planned.opaque.empty() ? "" : "; from the text it cannot be known"));
      finding.effect =
          LockFact{.relation = relation.name, .lock = relation.lock, .rewrite = relation.rewritten};
      finding.verdict = Verdict{State::confirmed, what_happened(step, relation)};
      out.push_back(std::move(finding));
    }
  }
}

}  // namespace

std::optional<Verdict> verdict_on(const Finding& finding, const Exercise& exercise) {
  if (finding.rule->group == "engine" || finding.direction != exercise.plan.direction) {
    return std::nullopt;
  }
  const auto& statements = exercise.plan.statements;
  // The last one that fits: of statements on one line of a program, all have the same place.
  for (std::size_t i = statements.size(); i > 0; --i) {
    if (is_of(finding, *statements[i - 1].statement)) {
      return Judge(finding, exercise, i - 1).judge();
    }
  }
  return std::nullopt;
}

std::vector<Finding> unpredicted(const Exercise& exercise, const std::vector<Finding>& findings) {
  std::vector<Finding> out;
  add_failures(exercise, findings, out);
  add_surprises(exercise, out);
  return out;
}

const RuleInfo& rollback_rule() {
  return kRollback;
}

std::vector<RuleInfo> verify_rules() {
  return {kFails, kUnpredicted, kRollback};
}

}  // namespace miglint
