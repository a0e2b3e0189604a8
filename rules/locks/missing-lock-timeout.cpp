// The first strong lock of a script that nothing limits the wait for.
#include <fmt/format.h>

#include <algorithm>

#include "lint/rewrite.h"
#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

bool is_unlimited(const LockWait& wait) {
  return wait.limit == LockLimit::never_set || wait.limit == LockLimit::ended;
}

std::string message(const LockWait& wait, const Schema& schema) {
  const bool reads = blocks_reads(wait.mode);
  return fmt::format(
      "No `lock_timeout` limits the wait for {} on `{}`: it ends when the last transaction that {} "
      "it does, and all new {} queue behind it.",
      sql_name(wait.mode), identifier(wait.relation, schema), reads ? "uses" : "writes to",
      reads ? "reads and writes" : "writes");
}

void check(const ScriptEnd& at, Findings& findings) {
  const auto first = std::ranges::find_if(at.lock_waits, is_unlimited);
  if (first == at.lock_waits.end()) return;
  // One operation may lock several relations: speak of the strongest lock.
  const LockWait* wait = &*first;
  for (const LockWait& other : at.lock_waits) {
    if (other.operation == wait->operation && other.mode > wait->mode) wait = &other;
  }
  Finding finding{
      .span = wait->operation->span,
      .message = message(*wait, at.after),
      .safe_way =
          "-- before the script's first statement; when it fails, run it again\n"
          "SET lock_timeout = '5s';\n",
      .effect = LockFact{.relation = std::string(wait->relation), .lock = wait->mode},
      .fix = limit_lock_waits(at),
  };
  if (wait->limit == LockLimit::ended) {
    finding.related.push_back({wait->limit_span, "this limit ended with its transaction"});
  }
  findings.add(std::move(finding));
}

}  // namespace

extern const RuleLogic missing_lock_timeout;
const RuleLogic missing_lock_timeout{.end = check};

}  // namespace miglint::rules
