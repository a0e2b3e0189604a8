// Policies, privileges, triggers, rules and comments.
#include <algorithm>
#include <array>
#include <vector>

#include "dialect/postgres/impact/builder.h"

namespace miglint::postgres {

namespace {

void read_relations(const Expression* condition, Impact& impact) {
  if (condition == nullptr) return;
  for (const ObjectName& relation : condition->relations) {
    impact.lock(relation, LockMode::access_share);
  }
}

/// IF EXISTS, and the table was seen made without it: the lock is given back at once.
template <class Named>
bool known_missing(const Table* table, const std::vector<Named>& all, std::string_view name) {
  return table != nullptr && !table->assumed &&
         std::ranges::find(all, name, &Named::name) == all.end();
}

}  // namespace

void impact_of(const op::CreatePolicy& policy, Impact& impact) {
  impact.lock(policy.table, LockMode::access_exclusive);
  read_relations(policy.using_condition, impact);
  read_relations(policy.with_check, impact);
}

void impact_of(const op::AlterPolicy& policy, Impact& impact) {
  impact.lock(policy.table, LockMode::access_exclusive);
  read_relations(policy.using_condition, impact);
  read_relations(policy.with_check, impact);
}

void impact_of(const op::DropPolicy& policy, Impact& impact) {
  const Table* table = impact.schema().find_table(policy.table);
  if (policy.if_exists && table != nullptr &&
      known_missing(table, table->policies, policy.policy)) {
    return;
  }
  impact.lock(policy.table, LockMode::access_exclusive);
}

void impact_of(const op::Grant& grant, Impact& impact) {
  // PostgreSQL 18 began to lock the relations whose privileges change.
  if (impact.major() < 18 || grant.all_in_schema) return;
  if (grant.object_word != "TABLE" && grant.object_word != "SEQUENCE") return;
  for (const ObjectName& object : grant.objects)
    impact.lock(object, LockMode::access_share);
}

void impact_of(const op::OwnedObjects& owned, Impact& impact) {
  for (const Table* table : impact.schema().tables()) {
    if (std::ranges::find(owned.roles, std::string_view(table->owner)) == owned.roles.end()) {
      continue;
    }
    impact.lock(table->key, LockMode::access_exclusive);
    for (const RelationKey sequence : owned_sequences(table->key, {}, impact.schema())) {
      impact.lock(sequence, LockMode::access_exclusive);
    }
  }
}

void impact_of(const op::ChangePublication& change, Impact& impact) {
  using Action = op::ChangePublication::Action;
  std::vector<RelationKey> tables;
  for (const ObjectName& table : change.tables)
    tables.push_back(impact.schema().key(table));
  if (change.action == Action::set_tables) {
    // Those that leave are locked like those that come.
    for (const RelationKey table : impact.schema().published_tables(change.publication)) {
      if (std::ranges::find(tables, table) == tables.end()) tables.push_back(table);
    }
  }
  for (const RelationKey table : tables)
    impact.lock(table, LockMode::share_update_exclusive);
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
  const Table* table = impact.schema().find_table(trigger.table);
  if (trigger.if_exists && table != nullptr &&
      known_missing(table, table->triggers, trigger.trigger)) {
    return;
  }
  for (const RelationKey member : impact.family(trigger.table, false)) {
    impact.lock(member, LockMode::access_exclusive);
  }
}

void impact_of(const op::CreateRule& rule, Impact& impact) {
  impact.lock(rule.table, LockMode::access_exclusive);
  for (const ObjectName& relation : rule.writes) {
    impact.lock(relation, LockMode::row_exclusive);
  }
}

void impact_of(const op::OtherCommand& command, Impact& impact) {
  if (command.command == "SET CONSTRAINTS IMMEDIATE") {
    // Checks that were put off are made now.
    for (const Table* table : impact.schema().tables()) {
      for (const TableConstraint& constraint : table->constraints) {
        if (constraint.kind == ConstraintKind::foreign_key && constraint.deferrable) {
          impact.lock(constraint.referenced_table, LockMode::row_share);
        }
      }
    }
    return;
  }
  if (command.command != "CREATE STATISTICS") return;
  for (const ObjectName& relation : command.relations) {
    impact.lock(relation, LockMode::share_update_exclusive);
  }
}

void impact_of(const op::Comment& comment, Impact& impact) {
  static constexpr std::array<std::string_view, 10> relations{
      "TABLE",    "COLUMN",        "INDEX",   "VIEW",       "MATERIALIZED VIEW",
      "SEQUENCE", "FOREIGN TABLE", "TRIGGER", "CONSTRAINT", "POLICY"};
  for (const std::string_view word : relations) {
    if (comment.object_word != word) continue;
    if (const Index* index = impact.schema().find_index(comment.object)) {
      impact.lock_index(index->key, LockMode::share_update_exclusive);
    } else {
      const bool on_part = word == "TRIGGER" || word == "CONSTRAINT" || word == "POLICY";
      impact.lock(comment.object,
                  on_part ? LockMode::access_share : LockMode::share_update_exclusive);
    }
  }
}

}  // namespace miglint::postgres
