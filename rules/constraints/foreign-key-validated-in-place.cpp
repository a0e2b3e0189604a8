// A foreign key whose rows are checked while writes to both tables wait.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <string>
#include <utility>

#include "lint/existing.h"
#include "lint/rewrite.h"
#include "lint/rule.h"
#include "lint/safe_way.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

/// Where the word stands, which is reserved: not as a part of a name, nor quoted.
std::size_t find_references(std::string_view text) {
  constexpr std::string_view word = "REFERENCES";
  const auto is_same = [](char a, char b) { return (a & ~0x20) == b; };
  const auto is_name = [&](std::size_t at) {
    return at < text.size() && (text[at] == '_' || text[at] == '"' || text[at] == '$' ||
                                std::isalnum(static_cast<unsigned char>(text[at])) != 0);
  };
  for (std::size_t at = 0; at + word.size() <= text.size(); ++at) {
    const bool whole = !(at > 0 && is_name(at - 1)) && !is_name(at + word.size());
    if (whole && std::ranges::equal(text.substr(at, word.size()), word, is_same)) return at;
  }
  return std::string_view::npos;
}

std::string action_clause(std::string_view event, ReferentialAction action) {
  switch (action) {
    case ReferentialAction::restrict:
      return fmt::format(" ON {} RESTRICT", event);
    case ReferentialAction::cascade:
      return fmt::format(" ON {} CASCADE", event);
    case ReferentialAction::set_null:
      return fmt::format(" ON {} SET NULL", event);
    case ReferentialAction::set_default:
      return fmt::format(" ON {} SET DEFAULT", event);
    case ReferentialAction::no_action:
      break;
  }
  return {};
}

/// "REFERENCES customers (id) ON DELETE CASCADE", as it stands in the source if it can be read
/// there.
std::string reference_clause(const Constraint& constraint, const Operation& operation,
                             const Moment& at) {
  const std::string_view text = source_text(constraint.span, operation, at);
  const auto found = find_references(text);
  if (found != std::string_view::npos) return std::string(text.substr(found));
  std::string clause = fmt::format("REFERENCES {}", identifier(constraint.referenced_table));
  if (!constraint.referenced_columns.empty()) {
    clause += fmt::format(" ({})", identifiers(constraint.referenced_columns));
  }
  clause += action_clause("DELETE", constraint.on_delete);
  clause += action_clause("UPDATE", constraint.on_update);
  if (constraint.initially_deferred) return clause + " DEFERRABLE INITIALLY DEFERRED";
  return constraint.deferrable ? clause + " DEFERRABLE" : clause;
}

/// Until PostgreSQL 18 a partitioned table cannot have one NOT VALID. One that each partition has
/// already is taken over.
std::string by_partitions(const Table& parent, std::string_view constraint, std::string_view body,
                          const Schema& schema) {
  const bool known = !parent.partitions.empty();
  const std::string partition =
      known ? identifier(parent.partitions.front(), schema) : "<partition>";
  return fmt::format(
      "-- on each partition, such as\n"
      "ALTER TABLE {0} ADD CONSTRAINT {1} {2} NOT VALID;\n"
      "-- in a later transaction; reads and writes go on meanwhile\n"
      "ALTER TABLE {0} VALIDATE CONSTRAINT {1};\n"
      "-- then on the partitioned table, which takes them over without a scan\n"
      "ALTER TABLE {3} ADD CONSTRAINT {1} {2};\n",
      partition, constraint, body, identifier(parent.key, schema));
}

bool goes_by_partitions(const ObjectName& table, const Moment& at) {
  const Table* known = at.before.find_table(table);
  return known != nullptr && known->kind == TableKind::partitioned_table && at.server.major < 18;
}

std::string safe_way(const ObjectName& table, const Constraint& constraint,
                     const Operation& operation, const Moment& at) {
  const std::string name = constraint.name.empty()
                               ? made_up_name(table.name, constraint.columns, "fkey")
                               : std::string(constraint.name);
  const std::string body = fmt::format("FOREIGN KEY ({}) {}", identifiers(constraint.columns),
                                       reference_clause(constraint, operation, at));
  if (goes_by_partitions(table, at)) {
    return by_partitions(*at.before.find_table(table), identifier(name), body, at.before);
  }
  return fmt::format("ALTER TABLE {} ADD CONSTRAINT {} {} NOT VALID;\n", identifier(table),
                     identifier(name), body) +
         validate_later(table, name);
}

Finding finding_of(const ObjectName& table, const Constraint& constraint, const Effect& effect,
                   const Operation& operation, const Moment& at) {
  const std::string name = identifier(table);
  const std::string referenced = identifier(constraint.referenced_table);
  Finding finding{.span = operation.span, .effect = lock_fact(effect)};
  const StrongerLock here = stronger_lock(effect.lock, at.before.key(table), at);
  const StrongerLock there =
      stronger_lock(effect.lock, at.before.key(constraint.referenced_table), at);
  const LockMode lock_here = here ? here.mode : effect.lock;
  const LockMode lock_there = there ? there.mode : effect.lock;
  std::string who = blocks(lock_here, name);
  if (name != referenced) {
    who += lock_here != lock_there ? fmt::format(", and {}", blocks(lock_there, referenced))
           : lock_here == LockMode::access_exclusive ? fmt::format(" and of `{}`", referenced)
                                                     : fmt::format(" and to `{}`", referenced);
  }
  finding.message = fmt::format("The foreign key {} while every row of `{}` is looked up in `{}`.",
                                who, name, referenced);
  for (const auto& [lock, of] : {std::pair(here, name), std::pair(there, referenced)}) {
    if (!lock.since.empty())
      finding.related.push_back({lock.since, fmt::format("`{}` is locked here", of)});
    if (name == referenced) break;
  }
  return finding;
}

void check_constraint(const op::AddConstraint& add, const Operation& operation, const Moment& at,
                      Findings& findings) {
  if (add.constraint.kind != ConstraintKind::foreign_key) return;
  const Effect* effect = work_on_existing(&Effect::scan, operation, at);
  if (effect == nullptr) return;
  Finding finding = finding_of(add.table.name, add.constraint, *effect, operation, at);
  finding.safe_way = safe_way(add.table.name, add.constraint, operation, at);
  if (!goes_by_partitions(add.table.name, at))
    finding.fix = rewrite(finding.safe_way, operation, at);
  findings.add(std::move(finding));
}

/// REFERENCES on a new column: with no DEFAULT clause at all the server knows that there is nothing
/// to look up; DEFAULT NULL makes it look.
void check_column(const op::AddColumn& add, const Operation& operation, const Moment& at,
                  Findings& findings) {
  if (add.column.default_value == nullptr) return;
  const Effect* effect = work_on_existing(&Effect::scan, operation, at);
  if (effect == nullptr) return;
  for (const Constraint& constraint : add.column.constraints) {
    if (constraint.kind != ConstraintKind::foreign_key) continue;
    Finding finding = finding_of(add.table.name, constraint, *effect, operation, at);
    finding.message += add.column.default_value->is_null
                           ? " Without the DEFAULT NULL, which says nothing, it would not look."
                           : " It is the DEFAULT that makes the server look.";
    finding.safe_way =
        add_column_first(add, operation, at) + safe_way(add.table.name, constraint, operation, at);
    findings.add(std::move(finding));
  }
}

}  // namespace

extern const RuleLogic foreign_key_validated_in_place;
const RuleLogic foreign_key_validated_in_place{
    .operations = {on<check_constraint>(), on<check_column>()}};

}  // namespace miglint::rules
