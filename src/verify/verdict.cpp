#include "verify/verdict.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "lint/message_parts.h"
#include "lint/size_words.h"
#include "verify/evidence.h"
#include "verify/rule_proof.h"

namespace miglint {
namespace {

using State = Verdict::State;
using Kind = RuleProof::Kind;

constexpr std::string_view kAnywhere = "anywhere";
constexpr std::string_view kNotNullViolation = "23502";
/// Milliseconds.
constexpr double kShortestWork = 3;
/// A lock_timeout that lets the queue grow for so long, in milliseconds, is as good as none.
constexpr double kLongWait = 60000;

Verdict judged(bool confirmed, std::string evidence) {
  return {confirmed ? State::confirmed : State::refuted, std::move(evidence)};
}

Verdict not_exercised(std::string why) {
  return {State::not_exercised, std::move(why)};
}

/// One proof is enough, and what could not be tried refutes nothing.
Verdict best_of(std::vector<Verdict> verdicts) {
  for (const State state : {State::confirmed, State::not_exercised}) {
    const auto found = std::ranges::find(verdicts, state, &Verdict::state);
    if (found != verdicts.end()) return std::move(*found);
  }
  return std::move(verdicts.front());
}

/// The names that the message sets apart, without their schemas and quotes.
std::vector<std::string> names_in(std::string_view message) {
  std::vector<std::string> names;
  for (const MessagePart& part : message_parts(message)) {
    if (!part.is_code) continue;
    std::string name(part.text.substr(part.text.rfind('.') + 1));
    std::erase_if(name, [](char letter) { return letter == '`' || letter == '"'; });
    names.push_back(std::move(name));
  }
  return names;
}

class Judge {
 public:
  Judge(const Finding& finding, const Exercise& exercise, const Rehearsal* rehearsal,
        std::size_t index)
      : finding_(finding),
        exercise_(exercise),
        rehearsal_(rehearsal),
        index_(index),
        step_(exercise.record.steps[index]),
        statement_(*exercise.plan.statements[index].statement) {}

  [[nodiscard]] Verdict judge() const {
    std::vector<Verdict> verdicts;
    for (const RuleProof& proof : read_proof(finding_.rule->proof))
      verdicts.push_back(by(proof));
    Verdict verdict = best_of(std::move(verdicts));
    // What stands in for something may behave in another way.
    if (verdict.state == State::refuted && step_.own_values) {
      return not_exercised("something stood in for what is not known before run time: " +
                           verdict.evidence);
    }
    return verdict;
  }

 private:
  [[nodiscard]] Verdict by(const RuleProof& proof) const {
    switch (proof.kind) {
      case Kind::refused:
        return by_refusal(proof);
      case Kind::left_open:
        return judged(exercise_.record.left_open,
                      exercise_.record.left_open
                          ? "the session was still in a transaction when the script had ended"
                          : "no transaction was open when the script had ended");
      case Kind::waits:
        return by_wait(proof.sign == kAnywhere);
      case Kind::rollback:
        return by_rollback(proof.sign);
      default:
        break;
    }
    if (step_.outcome != StepRecord::Outcome::done) return did_not_run();
    switch (proof.kind) {
      case Kind::warned:
        return by_warning(proof.sign);
      case Kind::ended:
        return judged(step_.ended_tools_transaction,
                      step_.ended_tools_transaction
                          ? "the tool's transaction was over before the script was"
                          : "the tool's transaction went on");
      case Kind::unset:
        if (!step_.setting_changed) return not_exercised("the server was not asked");
        return judged(!*step_.setting_changed, *step_.setting_changed
                                                   ? "the setting has another value afterwards"
                                                   : "the setting is what it was before");
      case Kind::outlives:
        if (!step_.setting_kept) return not_exercised("it was not set while the migration ran");
        return judged(*step_.setting_kept, *step_.setting_kept
                                               ? "it was still set when the script had ended"
                                               : "it was no longer set when the script had ended");
      case Kind::all_rows:
        return step_.rows > 0
                   ? judged(true, fmt::format("{} rows changed in one statement, {:.0f} ms",
                                              count_words(step_.rows), step_.milliseconds))
                   : not_exercised("no row met its condition");
      case Kind::gone:
        return by_loss();
      case Kind::blocks_writes:
        return by_online_ddl(&ObservedRelation::writer_blocked, "the server grants it LOCK=NONE",
                             "the server refuses it LOCK=NONE: others cannot write meanwhile");
      case Kind::keeps_out:
        return by_attempts();
      case Kind::rebuilds:
        return by_online_ddl(&ObservedRelation::rewritten, "the table has the files that it had",
                             "every row was written to new files");
      default:
        return by_effect();
    }
  }

  [[nodiscard]] Verdict did_not_run() const {
    if (step_.outcome == StepRecord::Outcome::skipped) {
      return not_exercised("not run: " + step_.remark);
    }
    if (step_.outcome == StepRecord::Outcome::stopped) return not_exercised(step_.remark);
    return not_exercised("the statement failed: " + refusal_words(step_.error));
  }

  [[nodiscard]] Verdict by_refusal(const RuleProof& proof) const {
    for (const auto& [step, rows] : attempts()) {
      if (names_sqlstate(proof, step->error.sqlstate)) {
        return judged(
            true, fmt::format("on {} the server refused it: {}", rows, refusal_words(step->error)));
      }
    }
    if (step_.outcome != StepRecord::Outcome::done) return did_not_run();
    if (names_sqlstate(proof, kNotNullViolation) && no_rows()) {
      return not_exercised("the table held no rows");
    }
    if (std::ranges::any_of(statement_.operations, [](const Operation& operation) {
          return operation.nesting.in_block;
        })) {
      return not_exercised("the server ran the block, but may not have come to that place");
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

  [[nodiscard]] Verdict by_warning(std::string_view words) const {
    const auto said = std::ranges::find_if(step_.notices, [&](const Notice& notice) {
      return notice.message.find(words) != std::string::npos;
    });
    return said == step_.notices.end()
               ? judged(false, "the server had nothing to say about it")
               : judged(true, fmt::format("the server warned: {}", said->message));
  }

  [[nodiscard]] static bool keeps_writers_out(std::string_view metadata_lock) {
    return metadata_lock == "EXCLUSIVE" || metadata_lock == "SHARED_NO_WRITE" ||
           metadata_lock == "SHARED_NO_READ_WRITE";
  }

  [[nodiscard]] static std::string_view queue_words(const ObservedRelation& relation) {
    if (relation.reader_queued) return "; behind it, as it waited, a new reader waited too";
    return relation.writer_queued ? "; behind it, as it waited, a new writer waited too" : "";
  }

  /// A finding at a SET speaks of locks anywhere in the script.
  [[nodiscard]] Verdict by_wait(bool anywhere) const {
    const auto& steps = exercise_.record.steps;
    std::optional<Verdict> with_limit;
    for (std::size_t i = anywhere ? 0 : index_; i < (anywhere ? steps.size() : index_ + 1); ++i) {
      for (const ObservedRelation& relation : steps[i].relations) {
        const bool metadata = keeps_writers_out(relation.metadata_lock);
        if (relation.is_index || (!blocks_writes(relation.new_lock) && !metadata)) continue;
        const std::string taken =
            metadata ? fmt::format("metadata lock {} asked for on {}", relation.metadata_lock,
                                   relation.name)
                     : fmt::format("{} taken on {}", sql_name(relation.new_lock), relation.name);
        const std::string_view setting = metadata ? "lock_wait_timeout" : "lock_timeout";
        if (!steps[i].lock_timeout) {
          return judged(
              true, fmt::format("{} with no {} in force{}", taken, setting, queue_words(relation)));
        }
        const double limit = *steps[i].lock_timeout;
        with_limit = judged(limit >= kLongWait, fmt::format("{} with a {} of {:.0f} s in force",
                                                            taken, setting, limit / 1000));
      }
    }
    if (with_limit) return *with_limit;
    if (step_.outcome != StepRecord::Outcome::done) return did_not_run();
    return not_exercised("no strong lock on a table that was there before was seen");
  }

  /// What IF EXISTS says of what is not there; null: it was there.
  [[nodiscard]] const Notice* skipped() const {
    const auto missing = std::ranges::find_if(step_.notices, [](const Notice& notice) {
      return notice.message.find("does not exist, skipping") != std::string::npos;
    });
    return missing == step_.notices.end() ? nullptr : &*missing;
  }

  [[nodiscard]] Verdict by_loss() const {
    const ObservedRelation* lost = nullptr;
    for (const ObservedRelation& relation : step_.relations) {
      if (relation.is_index) continue;
      const bool gone =
          relation.dropped || relation.renamed || relation.columns_changed || relation.emptied;
      // Its sequences go with a table.
      const bool meant = finding_.effect && finding_.effect->relation == relation.name;
      if (gone && (lost == nullptr || meant)) lost = &relation;
    }
    if (lost != nullptr) return judged(true, what_happened(step_, *lost));
    if (const Notice* missing = skipped()) return not_exercised(missing->message);
    const bool drops = std::ranges::any_of(statement_.operations, [](const Operation& operation) {
      return std::holds_alternative<op::DropObject>(operation.action);
    });
    if (drops) return judged(true, "the server dropped it");
    return step_.relations.empty() ? not_exercised("it met nothing that was there before")
                                   : judged(false, "all names and rows are still there");
  }

  [[nodiscard]] Verdict by_online_ddl(bool ObservedRelation::* sign, std::string_view without,
                                      std::string_view with) const {
    if (exercise_.plan.migration->dialect == Dialect::mysql) {
      return not_exercised("it was run on MariaDB, and MySQL may go about it in another way");
    }
    if (step_.relations.empty()) return not_exercised("it met nothing that was there before");
    const auto seen = std::ranges::find_if(
        step_.relations, [&](const ObservedRelation& relation) { return relation.*sign; });
    const bool is_seen = seen != step_.relations.end();
    return judged(is_seen,
                  fmt::format("{}: {}", is_seen ? with : without,
                              what_happened(step_, is_seen ? *seen : step_.relations.front())));
  }

  [[nodiscard]] Verdict by_attempts() const {
    for (const ObservedRelation& relation : step_.relations) {
      if (relation.writes.refused == 0) continue;
      return judged(true, what_happened(step_, relation));
    }
    return not_exercised("nobody else was turned away");
  }

  /// Of the lines that differ, those that the finding speaks of.
  [[nodiscard]] Verdict by_rollback(std::string_view sign) const {
    if (rehearsal_ == nullptr) return not_exercised("the rollback was not rehearsed");
    if (sign == "loses") {
      if (rehearsal_->data_differs.empty()) return not_exercised("no row was lost");
      return judged(true, "after up and down: " + rehearsal_->data_differs.front());
    }
    const std::string_view begin = sign == "leaves" ? "+ " : "- ";
    const std::vector<std::string> names = names_in(finding_.message);
    for (const std::string& line : rehearsal_->catalog_differs) {
      const bool named = std::ranges::any_of(
          names, [&](const std::string& name) { return line.find(name) != std::string::npos; });
      if (named && line.starts_with(begin)) return judged(true, "after up and down: " + line);
    }
    if (rehearsal_->down.failed) {
      return not_exercised("the rollback failed: " +
                           refusal_words(rehearsal_->down.steps[*rehearsal_->down.failed].error));
    }
    if (rehearsal_->up_again && rehearsal_->up_again->failed) {
      return not_exercised(
          "the migration itself fails: " +
          refusal_words(rehearsal_->up_again->steps[*rehearsal_->up_again->failed].error));
    }
    return judged(false, "after up and down the catalog says of it what it said before");
  }

  Verdict by_effect() const {
    if (!finding_.effect)
      return not_exercised("it is not about what the migration does while it runs");
    const LockFact& fact = *finding_.effect;
    const ObservedRelation* relation = step_.find(fact.relation);
    if (relation == nullptr) {
      if (const Notice* missing = skipped()) return not_exercised(missing->message);
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
      expect(relation->scanned || relation->rewritten || relation->index_read, "no scan");
    }
    const std::string seen = what_happened(step_, *relation);
    if (missing.empty() && (lock_seen || fact.rewrite || fact.index_build))
      return judged(true, seen + at_real_size(*relation));
    if (missing.empty()) {
      return not_exercised(
          fmt::format("it was over before its locks could be looked at: {}", seen));
    }
    if (relation->rows == 0) {
      return not_exercised(fmt::format("{} held no rows: {}", fact.relation, missing));
    }
    if (!lock_seen) {
      if (const StepRecord* other = took_nothing(fact.relation, fact.lock)) {
        return not_exercised(
            fmt::format("what takes the {} did not run: {}", sql_name(fact.lock),
                        other->remark.empty() ? refusal_words(other->error) : other->remark));
      }
    }
    if (!lock_seen && !script_takes(fact.relation, fact.lock)) {
      return not_exercised(
          fmt::format("the {} is that of an earlier migration in the same transaction, and here "
                      "each migration is run in one of its own",
                      sql_name(fact.lock)));
    }
    return judged(false, fmt::format("{} was seen: {}", missing, seen));
  }

  /// What --stats says of the table, at the speed that was seen; work that does not grow, or was
  /// over too soon to tell a speed, gives no guess.
  [[nodiscard]] std::string at_real_size(const ObservedRelation& relation) const {
    const bool grows = relation.rewritten || relation.scanned || relation.index_built;
    const bool is_known = finding_.size && finding_.size->rows &&
                          finding_.size->relation == relation.name && relation.rows > 0;
    if (!grows || !is_known || step_.milliseconds < kShortestWork) return {};
    const double rows = *finding_.size->rows;
    const double seconds = step_.milliseconds / 1000 * rows / static_cast<double>(relation.rows);
    return fmt::format("; at this speed about {} for the {} of --stats, a guess",
                       seconds_in_words(seconds), rows_in_words(rows));
  }

  /// An earlier statement that takes the lock, and did not run; null: there is none.
  [[nodiscard]] const StepRecord* took_nothing(std::string_view relation, LockMode lock) const {
    for (std::size_t i = 0; i < index_; ++i) {
      const StepRecord& step = exercise_.record.steps[i];
      if (step.outcome == StepRecord::Outcome::done) continue;
      for (const PredictedEffect& effect : exercise_.plan.statements[i].effects) {
        if (effect.relation == relation && effect.lock >= lock) return &step;
      }
    }
    return nullptr;
  }

  /// By this statement or one before it.
  [[nodiscard]] bool script_takes(std::string_view relation, LockMode lock) const {
    for (std::size_t i = 0; i <= index_; ++i) {
      for (const PredictedEffect& effect : exercise_.plan.statements[i].effects) {
        if (effect.relation == relation && effect.lock >= lock) return true;
      }
    }
    return false;
  }

  const Finding& finding_;
  const Exercise& exercise_;
  const Rehearsal* rehearsal_;
  std::size_t index_;
  const StepRecord& step_;
  const Statement& statement_;
};

}  // namespace

bool finding_is_of(const Finding& finding, const Statement& statement) {
  return finding.span.file == statement.span.file && finding.span.begin >= statement.span.begin &&
         finding.span.begin < std::max(statement.span.end, statement.span.begin + 1);
}

std::optional<Verdict> verdict_on(const Finding& finding, const Exercise& exercise,
                                  const Rehearsal* rehearsal) {
  if (finding.rule->group == "engine" || finding.direction != exercise.plan.direction) {
    return std::nullopt;
  }
  std::vector<Verdict> verdicts;
  for (std::size_t i = 0; i < exercise.plan.statements.size(); ++i) {
    if (finding_is_of(finding, *exercise.plan.statements[i].statement)) {
      verdicts.push_back(Judge(finding, exercise, rehearsal, i).judge());
    }
  }
  // Of statements that a program sends from one line, all have the same place.
  if (verdicts.empty()) return std::nullopt;
  return best_of(std::move(verdicts));
}

}  // namespace miglint
