// A new migration whose version is lower than one that may have run already.
#include <fmt/format.h>

#include "lint/migration_order.h"
#include "lint/rule.h"

namespace miglint::rules {
namespace {

void check(const HistoryEnd& at, Findings& findings) {
  for (const auto& series : series_of(at)) {
    const Migration* newest = nullptr;
    for (const Migration* migration : series) {
      const bool is_old =
          migration->change == Change::unchanged || migration->change == Change::edited;
      if (!is_old || version_of(*migration).empty()) continue;
      if (newest == nullptr || version_less(version_of(*newest), version_of(*migration))) {
        newest = migration;
      }
    }
    if (newest == nullptr) continue;
    for (const Migration* migration : series) {
      const std::string_view version = version_of(*migration);
      if (migration->change != Change::added || version.empty()) continue;
      if (!version_less(version, version_of(*newest))) continue;
      findings.add({
          .span = head_of(*migration, at),
          .message = fmt::format(
              "This migration is new, and its version `{}` is lower than `{}`, which may have run "
              "already: there it runs last, or is left out, while a new database runs it first.",
              version, version_of(*newest)),
          .safe_way = fmt::format("-- give it a version higher than {}\n", version_of(*newest)),
          .related = {{head_of(*newest, at), "the newest one that is there already"}},
      });
    }
  }
}

}  // namespace

extern const RuleLogic out_of_order_version;
const RuleLogic out_of_order_version{.history = check};

}  // namespace miglint::rules
