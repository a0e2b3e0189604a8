// Objects that the migration makes and its rollback does not drop.
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
  std::vector<SchemaDifference> left = left_undone(at);
  std::erase_if(left, [&](const SchemaDifference& difference) {
    // What the rollback itself makes is meant to be what was there before.
    if (difference.kind != SchemaDifference::Kind::added ||
        difference.origin.migration != at.undo->migration_number) {
      return true;
    }
    // A table that was never seen made may be a partition, whose indexes go with its parent's.
    const Table* table = at.after.find_table(difference.relation);
    return difference.object == SchemaDifference::Object::index &&
           (table == nullptr || table->assumed);
  });
  if (left.empty()) return;
  Finding finding{.span = at.script.back().span};
  std::string list;
  const std::size_t shown = std::min(left.size(), most_named);
  for (std::size_t i = 0; i < shown; ++i) {
    const std::string words = difference_words(left[i], at.after);
    list += (i == 0 ? "" : ", ") + words;
    finding.related.push_back({left[i].origin.span, fmt::format("{} is made here", words)});
  }
  if (left.size() > shown) list += fmt::format(" and {} more", left.size() - shown);
  finding.message = fmt::format(
      "The rollback does not drop {}: when the migration runs again, it meets what it has made "
      "before.",
      list);
  finding.safe_way = "-- drop them here, too, the newest first\n";
  findings.add(std::move(finding));
}

}  // namespace

extern const RuleLogic left_by_rollback;
const RuleLogic left_by_rollback{.end = check};

}  // namespace miglint::rules
