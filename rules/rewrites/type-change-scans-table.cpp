// ALTER COLUMN … TYPE that keeps the rows as they are, but builds indexes again or verifies CHECKs.
#include <fmt/format.h>

#include <algorithm>

#include "lint/existing.h"
#include "lint/rule.h"
#include "lint/safe_way.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

std::string names(const std::vector<std::string>& of) {
  return fmt::format("`{}`", fmt::join(of, "`, `"));
}

std::vector<const TableConstraint*> checks_reading(const Table* table, std::string_view column) {
  std::vector<const TableConstraint*> found;
  if (table == nullptr) return found;
  for (const TableConstraint& constraint : table->constraints) {
    const auto& reads = constraint.reads;
    if (constraint.kind == ConstraintKind::check &&
        std::ranges::find(reads, column) != reads.end()) {
      found.push_back(&constraint);
    }
  }
  return found;
}

void check(const op::AlterColumnType& alter, const Operation& operation, const Moment& at,
           Findings& findings) {
  if (work_on_existing(&Effect::rewrite, operation, at) != nullptr) return;
  const Effect* effect = work_on_existing(&Effect::scan, operation, at);
  if (effect == nullptr) return;

  const std::string table = identifier(alter.table.name);
  const std::string type = type_words(alter.type);
  const std::string alter_type = fmt::format("ALTER TABLE {} ALTER COLUMN {} TYPE {};\n", table,
                                             identifier(alter.column), type);
  std::string why = "builds indexes over it again";
  std::string safe_way = fmt::format(
      "-- drop the indexes first, and build them again CONCURRENTLY afterwards, if queries can do\n"
      "-- without them meanwhile; or go by a new column, as for a change that rewrites\n"
      "{}",
      alter_type);
  const auto checks = checks_reading(at.before.find_table(effect->relation), alter.column);
  if (!effect->index_build && !checks.empty()) {
    std::vector<std::string> constraints;
    safe_way.clear();
    std::string again;
    for (const TableConstraint* constraint : checks) {
      const std::string name = identifier(constraint->name);
      constraints.push_back(name);
      safe_way += fmt::format("ALTER TABLE {} DROP CONSTRAINT {};\n", table, name);
      again += fmt::format("ALTER TABLE {} ADD CONSTRAINT {} CHECK ({}) NOT VALID;\n", table, name,
                           condition_text(constraint->conjuncts)) +
               validate_later(alter.table.name, constraint->name);
    }
    safe_way += alter_type + again;
    why = fmt::format("verifies {} again on every row", names(constraints));
  }
  findings.add({
      .span = operation.span,
      .message =
          fmt::format("Changing `{}` to {} needs no rewrite, but {}, and {} until that is done.",
                      identifier(alter.column), type, why, blocks(effect->lock, table)),
      .safe_way = std::move(safe_way),
      .effect = lock_fact(*effect),
  });
}

}  // namespace

extern const RuleLogic type_change_scans_table;
const RuleLogic type_change_scans_table{.operations = {on<check>()}};

}  // namespace miglint::rules
