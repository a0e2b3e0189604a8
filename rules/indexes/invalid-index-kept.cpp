// CREATE INDEX CONCURRENTLY IF NOT EXISTS: what an earlier, failed build left behind counts as
// there.
#include <fmt/format.h>

#include <algorithm>
#include <variant>

#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

bool drops(const Operation& operation, std::string_view index) {
  const auto* drop = std::get_if<op::DropIndex>(&operation.action);
  return drop != nullptr && drop->index.name == index;
}

/// The script drops what may be left before, or looks afterwards whether the index is valid.
bool is_taken_care_of(std::string_view index, const Operation& operation, const Moment& at) {
  bool behind = false;
  for (const Statement& statement : at.script) {
    if (behind && statement.text.contains("indisvalid")) return true;
    for (const Operation& other : statement.operations) {
      if (&other == &operation) behind = true;
      if (!behind && drops(other, index)) return true;
    }
  }
  return false;
}

void check(const op::CreateIndex& create, const Operation& operation, const Moment& at,
           Findings& findings) {
  if (!create.concurrently || !create.if_not_exists || at.is_new(create.table)) return;
  // There the server refuses it: concurrently-in-transaction tells.
  if (at.transaction.open() || operation.nesting.in_block) return;
  if (is_taken_care_of(create.name, operation, at)) return;

  const Table* table = at.before.find_table(create.table);
  const ObjectName index{table == nullptr ? create.table.schema : std::string_view(table->schema),
                         create.name};
  const std::string name = identifier(
      ObjectName{create.table.schema.empty() ? std::string_view() : index.schema, index.name});
  findings.add({
      .span = operation.span,
      .message = fmt::format(
          "If an earlier build of `{0}` failed, an INVALID index of that name is left, which "
          "writers maintain and no query uses: IF NOT EXISTS takes it for the index.",
          name),
      .safe_way = fmt::format(
          "-- before it\n"
          "DROP INDEX CONCURRENTLY IF EXISTS {0};\n"
          "-- or, so as not to drop a good one, after it: false means that it has to be built "
          "again\n"
          "SELECT indisvalid FROM pg_index WHERE indexrelid = '{0}'::regclass;\n",
          name),
  });
}

}  // namespace

extern const RuleLogic invalid_index_kept;
const RuleLogic invalid_index_kept{.operations = {on<check>()}};

}  // namespace miglint::rules
