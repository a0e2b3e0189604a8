// Policies, functions and triggers.
#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "schema/replay.h"

namespace miglint {
namespace {

/// Of a condition with sub-queries nothing is kept: the columns may be those of other relations.
std::vector<std::string> columns_of(const Expression* condition) {
  if (condition == nullptr || condition->has_subquery) return {};
  return strings(condition->columns);
}

}  // namespace

void Replay::operator()(const op::CreatePolicy& create) {
  Table& table = reach(create.table);
  const auto found = std::ranges::find(table.policies, create.policy, &Policy::name);
  if (found != table.policies.end()) return;
  table.policies.push_back({.name = std::string(create.policy),
                            .command = create.command,
                            .permissive = create.permissive,
                            .using_reads = columns_of(create.using_condition),
                            .check_reads = columns_of(create.with_check),
                            .origin = origin_});
}

void Replay::operator()(const op::AlterPolicy& alter) {
  Table* table = catalog_.own_table(alter.table);
  if (table == nullptr) return;
  for (Policy& policy : table->policies) {
    if (policy.name != alter.policy) continue;
    if (alter.using_condition != nullptr) policy.using_reads = columns_of(alter.using_condition);
    if (alter.with_check != nullptr) policy.check_reads = columns_of(alter.with_check);
  }
}

void Replay::operator()(const op::DropPolicy& drop) {
  Table* table = catalog_.own_table(drop.table);
  if (table == nullptr) return;
  std::erase_if(table->policies, [&](const Policy& policy) { return policy.name == drop.policy; });
}

void Replay::operator()(const op::CreateFunction& create) {
  const std::string_view schema =
      create.function.schema.empty() ? catalog_.creation_schema() : create.function.schema;
  Function function{.schema = std::string(schema),
                    .name = std::string(create.function.name),
                    .volatility = create.volatility,
                    .language = std::string(create.language),
                    .security_definer = create.security_definer,
                    .sets_search_path = create.sets_search_path,
                    .inlines_to_constant = create.inlines_to_constant,
                    .returns_trigger = create.returns_trigger,
                    .raises = create.raises,
                    .body = create.body,
                    .arguments = create.arguments,
                    .origin = origin_};
  auto& slot = catalog_.functions[catalog_.intern(schema, create.function.name)];
  if (!slot) slot = std::make_shared<std::vector<Function>>();
  std::vector<Function>& overloads = own(slot);
  const auto same = std::ranges::find(overloads, create.arguments, &Function::arguments);
  if (same == overloads.end()) {
    overloads.push_back(std::move(function));
  } else {
    if (create.or_replace) function.origin = same->origin;
    *same = std::move(function);
  }
}

void Replay::operator()(const op::AlterFunction& alter) {
  const auto* known = catalog_.find_functions(alter.function);
  if (known == nullptr) return;
  const Function& first = known->front();
  auto* slot = catalog_.functions.find_own(KeyText(first.schema, first.name).view());
  for (Function& overload : own(*slot)) {
    overload.security_definer |= alter.sets_security_definer;
    overload.sets_search_path |= alter.sets_search_path;
  }
}

void Replay::operator()(const op::CreateTrigger& create) {
  Table& table = reach(create.table);
  Trigger trigger{.name = std::string(create.trigger),
                  .function = {},
                  .timing = create.timing,
                  .on_insert = create.on_insert,
                  .on_update = create.on_update,
                  .on_delete = create.on_delete,
                  .on_truncate = create.on_truncate,
                  .for_each_row = create.for_each_row,
                  .columns = strings(create.columns),
                  .enabled = true,
                  .origin = origin_};
  const auto* function = catalog_.find_functions(create.function);
  const std::string_view schema = function != nullptr ? std::string_view(function->front().schema)
                                  : create.function.schema.empty() ? catalog_.creation_schema()
                                                                   : create.function.schema;
  trigger.function = KeyText(schema, create.function.name).view();
  for (const RelationKey member : family(catalog_, table)) {
    Table* heir = catalog_.own_table(member);
    const bool gets_it =
        member == table.key || (create.for_each_row && !heir->partition_of.empty());
    if (heir == nullptr || !gets_it) continue;
    catalog_.forget_trigger(*heir, create.trigger);
    catalog_.put_trigger(*heir, trigger);
  }
}

void Replay::operator()(const op::DropTrigger& drop) {
  Table* table = catalog_.own_table(drop.table);
  if (table == nullptr) return;
  for (const RelationKey member : family(catalog_, *table)) {
    Table* heir = catalog_.own_table(member);
    if (heir == nullptr || (member != table->key && heir->partition_of.empty())) continue;
    catalog_.forget_trigger(*heir, drop.trigger);
  }
}

void Replay::operator()(const op::SetTriggerState& set) {
  if (set.rule) return;
  Table* table = reach(set.table);
  if (table == nullptr) return;
  for (Trigger& trigger : table->triggers) {
    if (set.name.empty() || trigger.name == set.name) {
      trigger.enabled = set.state != op::SetTriggerState::State::disabled;
    }
  }
}

}  // namespace miglint
