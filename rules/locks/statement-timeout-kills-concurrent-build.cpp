// A statement_timeout that ends a statement which lets others work and takes its time.
#include <fmt/format.h>

#include <cstdint>
#include <string>

#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

/// Less than what a large table needs for an index.
const Setting* short_timeout(std::int64_t short_seconds, const Moment& at) {
  const Setting* setting = at.settings.find("statement_timeout");
  if (setting == nullptr || !setting->value_known) return nullptr;
  const auto limit = milliseconds(setting->value);
  return limit && *limit > 0 && *limit <= short_seconds * 1000 ? setting : nullptr;
}

void report(std::string_view what, std::string_view left, const Operation& operation,
            const Moment& at, Findings& findings) {
  const Setting* setting = short_timeout(findings.options().number("short_seconds"), at);
  if (setting == nullptr) return;
  findings.add({
      .span = operation.span,
      .message =
          fmt::format("{} takes as long as the table is large and keeps nobody from working; "
                      "`statement_timeout` ends it after `{}`{}.",
                      what, setting->value, left),
      .safe_way = "-- before it; a short lock_timeout is what protects the others\n"
                  "SET statement_timeout = 0;\n",
      .related = {{setting->span, "the limit"}},
  });
}

void check_index(const op::CreateIndex& create, const Operation& operation, const Moment& at,
                 Findings& findings) {
  if (!create.concurrently || at.is_new(create.table)) return;
  report("Building the index", ", and leaves an invalid index behind", operation, at, findings);
}

void check_reindex(const op::Reindex& reindex, const Operation& operation, const Moment& at,
                   Findings& findings) {
  if (!reindex.concurrently) return;
  report("Building the index again", ", and leaves an invalid one ending in `_ccnew` behind",
         operation, at, findings);
}

void check_validate(const op::ValidateConstraint& validate, const Operation& operation,
                    const Moment& at, Findings& findings) {
  if (at.is_new(validate.table.name)) return;
  const Table* table = at.before.find_table(validate.table.name);
  const TableConstraint* constraint =
      table == nullptr ? nullptr : table->find_constraint(validate.constraint);
  if (constraint != nullptr && constraint->validated) return;
  report("VALIDATE CONSTRAINT", ": the migration fails on the table that needs it most", operation,
         at, findings);
}

}  // namespace

extern const RuleLogic statement_timeout_kills_concurrent_build;
const RuleLogic statement_timeout_kills_concurrent_build{
    .operations = {on<check_index>(), on<check_reindex>(), on<check_validate>()}};

}  // namespace miglint::rules
