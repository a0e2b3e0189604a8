// Row-level security and privileges.
#include "dialect/postgres/lower/expression.h"
#include "dialect/postgres/lower/names.h"

namespace miglint::postgres {
namespace {

PolicyCommand policy_command(std::string_view name) {
  if (name == "select") return PolicyCommand::select;
  if (name == "insert") return PolicyCommand::insert;
  if (name == "update") return PolicyCommand::update;
  if (name == "delete") return PolicyCommand::delete_;
  return PolicyCommand::all;
}

}  // namespace

void lower_create_policy(const CreatePolicyStmt& statement, Lowering& to) {
  op::CreatePolicy policy;
  policy.table = object_name(statement.table, to);
  policy.policy = to.copy(statement.policy_name);
  policy.command = policy_command(statement.cmd_name == nullptr ? "all" : statement.cmd_name);
  policy.permissive = statement.permissive;
  policy.roles = role_list(statement.roles, to);
  policy.using_condition = condition_expression(statement.qual, to);
  policy.with_check = condition_expression(statement.with_check, to);
  to.emit(to.head(statement.table), policy);
}

void lower_alter_policy(const AlterPolicyStmt& statement, Lowering& to) {
  to.emit(to.head(statement.table),
          op::AlterPolicy{.table = object_name(statement.table, to),
                          .policy = to.copy(statement.policy_name),
                          .using_condition = condition_expression(statement.qual, to),
                          .with_check = condition_expression(statement.with_check, to)});
}

void lower_grant(const GrantStmt& statement, Lowering& to) {
  op::Grant grant;
  grant.revoke = !statement.is_grant;
  grant.object_word = object_word(statement.objtype);
  grant.all_in_schema = statement.targtype == ACL_TARGET_ALL_IN_SCHEMA;
  Gather<ObjectName> objects;
  for (const Node* object : ListOf<Node>(statement.objects)) {
    objects.push_back(any_name(object, to));
  }
  grant.objects = to.copy(objects);
  Gather<std::string_view> privileges;
  for (const AccessPriv* privilege : ListOf<AccessPriv>(statement.privileges)) {
    privileges.push_back(privilege->priv_name == nullptr ? "all" : to.copy(privilege->priv_name));
  }
  grant.privileges = to.copy(privileges);
  grant.grantees = role_list(statement.grantees, to);
  grant.cascade = statement.behavior == DROP_CASCADE;
  to.emit(to.whole(), grant);
}

}  // namespace miglint::postgres
