// A lock_timeout that is written down and limits nothing.
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <variant>
#include <vector>

#include "lint/guessed_scope.h"
#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

constexpr std::string_view at_the_top =
    "-- before the script's first statement\n"
    "SET lock_timeout = '5s';\n";

std::string who_waits(const LockWait& wait, const Schema& schema) {
  return fmt::format("{} of `{}`", blocks_reads(wait.mode) ? "reads and writes" : "writes",
                     identifier(wait.relation, schema));
}

/// The limits that are longer than that: those who queue behind the script see errors of their own.
std::vector<Span> too_long(std::int64_t longest_seconds, const ScriptEnd& at) {
  std::vector<Span> limits;
  for (const Statement& statement : at.script) {
    for (const Operation& operation : statement.operations) {
      const auto* set = std::get_if<op::SetParameter>(&operation.action);
      if (set == nullptr || set->parameter != "lock_timeout" || !set->value_known) continue;
      const auto limit = milliseconds(set->value);
      if (limit && *limit > longest_seconds * 1000) limits.push_back(operation.span);
    }
  }
  return limits;
}

bool has(const std::vector<Span>& spans, Span span) {
  return std::ranges::find(spans, span) != spans.end();
}

Finding finding_of(const LockWait& wait, std::int64_t longest_seconds, const Schema& schema) {
  const std::string lock =
      fmt::format("{} on `{}`", sql_name(wait.mode), identifier(wait.relation, schema));
  Finding finding{
      .span = wait.limit_span,
      .related = {{wait.operation->span, "this lock is waited for without a limit"}},
      .effect = LockFact{.relation = std::string(wait.relation), .lock = wait.mode},
  };
  switch (wait.limit) {
    case LockLimit::zero:
      finding.message = fmt::format(
          "0 means no limit: the script waits for {} as long as it takes, and new {} queue behind "
          "it.",
          lock, who_waits(wait, schema));
      finding.safe_way = "SET lock_timeout = '5s';\n";
      break;
    case LockLimit::reset:
      finding.message = fmt::format(
          "This takes the limit away before the script waits for {}, and new {} queue behind it.",
          lock, who_waits(wait, schema));
      finding.safe_way = "-- leave it out, or put it behind the last statement that takes a lock\n";
      break;
    case LockLimit::in_force:
      finding.message = fmt::format(
          "This is longer than {}: while the script waits for {}, new {} queue behind it, "
          "and their users get the errors.",
          longest_seconds == 60 ? std::string("a minute") : fmt::format("{} s", longest_seconds),
          lock, who_waits(wait, schema));
      finding.safe_way = "SET lock_timeout = '5s';\n-- and run the script again if it fails\n";
      break;
    default:
      finding.message = fmt::format(
          "This comes too late: {} was asked for before, without a limit, while new {} queued "
          "behind it.",
          lock, who_waits(wait, schema));
      finding.safe_way = at_the_top;
      break;
  }
  return finding;
}

void check_waits(const ScriptEnd& at, Findings& findings) {
  const std::int64_t longest_seconds = findings.options().number("longest_seconds");
  if (at.lock_waits.empty()) return;
  const std::vector<Span> long_limits = too_long(longest_seconds, at);
  std::vector<Span> reported;
  for (const LockWait& wait : at.lock_waits) {
    const bool to_blame = wait.limit == LockLimit::zero || wait.limit == LockLimit::reset ||
                          wait.limit == LockLimit::set_too_late ||
                          (wait.limit == LockLimit::in_force && has(long_limits, wait.limit_span));
    if (!to_blame || has(reported, wait.limit_span)) continue;
    reported.push_back(wait.limit_span);
    findings.add(finding_of(wait, longest_seconds, at.after));
  }
}

void check_local(const op::SetParameter& set, const Operation& operation, const Moment& at,
                 Findings& findings) {
  const bool local = set.scope == op::SetParameter::Scope::local;
  if (!local || set.parameter != "lock_timeout") return;
  if (operation.nesting.in_block || at.transaction.open()) return;
  if (at.transaction.scope != nullptr && at.transaction.scope->wrap == Wrap::unknown) return;
  findings.add({
      .span = operation.span,
      .message = fmt::format(
          "No transaction is open here{}, so this limit ends with its own statement: nothing that "
          "follows is limited.",
          why_tool_opens_none(at)),
      .safe_way = std::string(at_the_top) + how_to_say_tool_opens_one(at),
  });
}

}  // namespace

extern const RuleLogic ineffective_lock_timeout;
const RuleLogic ineffective_lock_timeout{.operations = {on<check_local>()}, .end = check_waits};

}  // namespace miglint::rules
