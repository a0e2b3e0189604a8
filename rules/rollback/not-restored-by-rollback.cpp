// What was there before the migration, and is not there, or not as it was, after its rollback.
#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "lint/difference_words.h"
#include "lint/rollback.h"
#include "lint/rule.h"

namespace miglint::rules {
namespace {

constexpr std::size_t most_named = 6;

void check(const ScriptEnd& at, Findings& findings) {
  std::vector<SchemaDifference> lost = left_undone(at);
  std::erase_if(lost, [](const SchemaDifference& difference) {
    // NOT VALID is how a constraint comes back without a scan, and over rows that break it by now.
    return difference.kind == SchemaDifference::Kind::added ||
           difference.what == SchemaDifference::What::validity;
  });
  if (lost.empty()) return;
  Finding finding{.span = at.script.back().span};
  std::string list;
  const std::size_t shown = std::min(lost.size(), most_named);
  for (std::size_t i = 0; i < shown; ++i) {
    std::string words = difference_words(lost[i], at.undo->before);
    if (lost[i].kind == SchemaDifference::Kind::missing) words += " is missing";
    list += (i == 0 ? "" : ", ") + words;
  }
  if (lost.size() > shown) list += fmt::format(" and {} more", lost.size() - shown);
  finding.message = fmt::format("After the rollback {}: it is not what was there before.", list);
  finding.safe_way = "-- make it again here, as the earlier migrations have made it\n";
  findings.add(std::move(finding));
}

}  // namespace

extern const RuleLogic not_restored_by_rollback;
const RuleLogic not_restored_by_rollback{.end = check};

}  // namespace miglint::rules
