// Policies, privileges, triggers, rules and comments.
#include <array>

#include "dialect/postgres/impact/builder.h"

namespace miglint::postgres {

void impact_of(const op::CreatePolicy& policy, Impact& impact) {
  impact.lock(policy.table, LockMode::access_exclusive);
}

void impact_of(const op::AlterPolicy& policy, Impact& impact) {
  impact.lock(policy.table, LockMode::access_exclusive);
}

void impact_of(const op::DropPolicy& policy, Impact& impact) {
  impact.lock(policy.table, LockMode::access_exclusive);
}

void impact_of(const op::Grant& grant, Impact& impact) {
  // PostgreSQL 18 began to lock the relations whose privileges change.
  if (impact.major() < 18 || grant.all_in_schema) return;
  if (grant.object_word != "TABLE" && grant.object_word != "SEQUENCE") return;
  for (const ObjectName& object : grant.objects)
    impact.lock(object, LockMode::access_share);
}

void impact_of(const op::CreateTrigger& trigger, Impact& impact) {
  for (const RelationKey member : impact.family(trigger.table, !trigger.for_each_row)) {
    impact.lock(member, LockMode::share_row_exclusive);
  }
  if (!trigger.constraint_from.name.empty()) {
    impact.lock(trigger.constraint_from, LockMode::access_share);
  }
}

void impact_of(const op::DropTrigger& trigger, Impact& impact) {
  for (const RelationKey member : impact.family(trigger.table, false)) {
    impact.lock(member, LockMode::access_exclusive);
  }
}

void impact_of(const op::CreateRule& rule, Impact& impact) {
  impact.lock(rule.table, LockMode::access_exclusive);
}

void impact_of(const op::Comment& comment, Impact& impact) {
  static constexpr std::array<std::string_view, 9> relations{
      "TABLE",    "COLUMN",        "INDEX",   "VIEW",      "MATERIALIZED VIEW",
      "SEQUENCE", "FOREIGN TABLE", "TRIGGER", "CONSTRAINT"};
  for (const std::string_view word : relations) {
    if (comment.object_word != word) continue;
    if (const Index* index = impact.schema().find_index(comment.object)) {
      impact.lock_index(index->key, LockMode::share_update_exclusive);
    } else {
      impact.lock(comment.object, LockMode::share_update_exclusive);
    }
  }
}

}  // namespace miglint::postgres
