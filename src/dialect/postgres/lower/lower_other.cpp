// Statements of which the model keeps no more than their tag, and those whose effect cannot be
// known.
//
// Which of them the server refuses in a transaction block is what its PreventInTransactionBlock()
// calls say.
#include "dialect/postgres/lower/names.h"
#include "dialect/postgres/lower/relation_word.h"

namespace miglint::postgres {
namespace {

/// "ALTER FUNCTION": a verb and the word of an object.
std::string_view command_tag(std::string_view verb, ObjectType kind, Lowering& to) {
  Gather<char, 64> tag;
  for (const std::string_view part : {verb, std::string_view(" "), object_word(kind)}) {
    for (const char c : part)
      tag.push_back(c);
  }
  return to.arena().copy(std::string_view(tag.begin(), tag.size()));
}

void other_on(std::string_view command, std::span<const ObjectName> relations, Lowering& to) {
  to.emit(to.whole(), op::OtherCommand{.command = command, .relations = relations});
}

void role_command(std::string_view command, Lowering& to) {
  to.emit(to.whole(), op::RoleCommand{command});
}

std::span<const ObjectName> one_relation(const RangeVar* relation, Lowering& to) {
  if (relation == nullptr) return {};
  const ObjectName name = object_name(relation, to);
  return to.arena().copy(std::span(&name, 1));
}

std::span<const ObjectName> published_tables(const List* objects, Lowering& to) {
  Gather<ObjectName> tables;
  for (const PublicationObjSpec* object : ListOf<PublicationObjSpec>(objects)) {
    if (object->pubtable != nullptr) tables.push_back(object_name(object->pubtable->relation, to));
  }
  return to.copy(tables);
}

op::ChangePublication::Action publication_action(const AlterPublicationStmt& alter) {
  using Action = op::ChangePublication::Action;
  if (alter.pubobjects == nullptr) return Action::other;
  switch (alter.action) {
    case AP_AddObjects:
      return Action::add_tables;
    case AP_DropObjects:
      return Action::drop_tables;
    case AP_SetObjects:
      return Action::set_tables;
  }
  return Action::other;
}

std::span<const ObjectName> range_variables(const List* nodes, Lowering& to) {
  Gather<ObjectName> tables;
  for (const Node* node : ListOf<Node>(nodes)) {
    if (const auto* relation = node_as<RangeVar>(node, T_RangeVar)) {
      tables.push_back(object_name(relation, to));
    }
  }
  return to.copy(tables);
}

/// True for the forms that make a replication slot or speak with the publisher.
bool refuses_transaction(const AlterSubscriptionStmt& statement) {
  switch (statement.kind) {
    case ALTER_SUBSCRIPTION_REFRESH:
      return true;
    case ALTER_SUBSCRIPTION_SET_PUBLICATION:
    case ALTER_SUBSCRIPTION_ADD_PUBLICATION:
    case ALTER_SUBSCRIPTION_DROP_PUBLICATION:
      return option_is_on(statement.options, "refresh", true);
    case ALTER_SUBSCRIPTION_OPTIONS:
      return find_option(statement.options, "failover") != nullptr ||
             find_option(statement.options, "two_phase") != nullptr;
    default:
      return false;
  }
}

void lower_security_label(const SecLabelStmt& statement, Lowering& to) {
  switch (statement.objtype) {
    case OBJECT_TABLE:
    case OBJECT_VIEW:
    case OBJECT_MATVIEW:
    case OBJECT_FOREIGN_TABLE:
    case OBJECT_SEQUENCE: {
      const ObjectName name = any_name(statement.object, to);
      return other_on("SECURITY LABEL", to.arena().copy(std::span(&name, 1)), to);
    }
    case OBJECT_COLUMN: {
      const ObjectName name = owner_name(node_as<List>(statement.object, T_List), to);
      return other_on("SECURITY LABEL", to.arena().copy(std::span(&name, 1)), to);
    }
    default:
      return to.other("SECURITY LABEL");
  }
}

void lower_discard(const DiscardStmt& statement, Lowering& to) {
  switch (statement.target) {
    case DISCARD_ALL:
      to.other("DISCARD ALL", true);
      to.emit(to.whole(), op::SetParameter{.parameter = "all", .reset = true});
      return;
    case DISCARD_PLANS:
      return to.other("DISCARD PLANS");
    case DISCARD_SEQUENCES:
      return to.other("DISCARD SEQUENCES");
    case DISCARD_TEMP:
      return to.opaque(to.whole(), "DISCARD TEMP drops all temporary tables of the session");
  }
}

/// Roles, and what belongs to them. False: it is none of these.
bool lower_role(const Node& statement, Lowering& to) {
  switch (tag(&statement)) {
    case T_CreateRoleStmt:
      role_command("CREATE ROLE", to);
      return true;
    case T_AlterRoleStmt:
    case T_AlterRoleSetStmt:
      role_command("ALTER ROLE", to);
      return true;
    case T_DropRoleStmt:
      role_command("DROP ROLE", to);
      return true;
    case T_GrantRoleStmt: {
      const auto& grant = reinterpret_cast<const GrantRoleStmt&>(statement);
      role_command(grant.is_grant ? "GRANT ROLE" : "REVOKE ROLE", to);
      return true;
    }
    case T_AlterDefaultPrivilegesStmt:
      role_command("ALTER DEFAULT PRIVILEGES", to);
      return true;
    case T_ReassignOwnedStmt:
      to.emit(
          to.whole(),
          op::OwnedObjects{
              .roles = role_list(reinterpret_cast<const ReassignOwnedStmt&>(statement).roles, to),
              .new_owner =
                  role_name(reinterpret_cast<const ReassignOwnedStmt&>(statement).newrole, to)});
      return true;
    case T_DropOwnedStmt:
      to.emit(to.whole(),
              op::OwnedObjects{
                  .roles = role_list(reinterpret_cast<const DropOwnedStmt&>(statement).roles, to),
                  .drop = true,
                  .cascade =
                      reinterpret_cast<const DropOwnedStmt&>(statement).behavior == DROP_CASCADE});
      return true;
    default:
      return false;
  }
}

/// Databases, tablespaces and the server. False: it is none of these.
bool lower_cluster_wide(const Node& statement, Lowering& to) {
  switch (tag(&statement)) {
    case T_CreatedbStmt:
      to.other("CREATE DATABASE", true);
      return true;
    case T_DropdbStmt:
      to.other("DROP DATABASE", true);
      return true;
    case T_AlterDatabaseStmt: {
      const auto& alter = reinterpret_cast<const AlterDatabaseStmt&>(statement);
      to.other("ALTER DATABASE", find_option(alter.options, "tablespace") != nullptr);
      return true;
    }
    case T_AlterDatabaseRefreshCollStmt:
    case T_AlterDatabaseSetStmt:
      to.other("ALTER DATABASE");
      return true;
    case T_CreateTableSpaceStmt:
      to.other("CREATE TABLESPACE", true);
      return true;
    case T_DropTableSpaceStmt:
      to.other("DROP TABLESPACE", true);
      return true;
    case T_AlterTableSpaceOptionsStmt:
      to.other("ALTER TABLESPACE");
      return true;
    case T_AlterTableMoveAllStmt: {
      const auto& move = reinterpret_cast<const AlterTableMoveAllStmt&>(statement);
      to.emit(to.whole(), op::MoveTablespace{.word = relation_word(move.objtype),
                                             .from = to.copy(move.orig_tablespacename),
                                             .to = to.copy(move.new_tablespacename)});
      return true;
    }
    case T_AlterSystemStmt:
      to.other("ALTER SYSTEM", true);
      return true;
    case T_CheckPointStmt:
      to.other("CHECKPOINT");
      return true;
    case T_LoadStmt:
      to.other("LOAD");
      return true;
    default:
      return false;
  }
}

/// Publications and subscriptions. False: it is none of these.
bool lower_replication(const Node& statement, Lowering& to) {
  switch (tag(&statement)) {
    case T_CreatePublicationStmt: {
      const auto& create = reinterpret_cast<const CreatePublicationStmt&>(statement);
      to.emit(to.whole(), op::ChangePublication{.publication = to.copy(create.pubname),
                                                .tables = published_tables(create.pubobjects, to)});
      return true;
    }
    case T_AlterPublicationStmt: {
      const auto& alter = reinterpret_cast<const AlterPublicationStmt&>(statement);
      to.emit(to.whole(), op::ChangePublication{.publication = to.copy(alter.pubname),
                                                .action = publication_action(alter),
                                                .tables = published_tables(alter.pubobjects, to)});
      return true;
    }
    case T_CreateSubscriptionStmt: {
      const auto& create = reinterpret_cast<const CreateSubscriptionStmt&>(statement);
      const bool connects = option_is_on(create.options, "connect", true);
      to.other("CREATE SUBSCRIPTION", option_is_on(create.options, "create_slot", connects));
      return true;
    }
    case T_AlterSubscriptionStmt: {
      const auto& alter = reinterpret_cast<const AlterSubscriptionStmt&>(statement);
      to.other("ALTER SUBSCRIPTION", refuses_transaction(alter));
      return true;
    }
    case T_DropSubscriptionStmt:
      // Refused while the subscription has a replication slot, which it has unless told otherwise.
      to.other("DROP SUBSCRIPTION", true);
      return true;
    default:
      return false;
  }
}

/// Foreign data. False: it is none of these.
bool lower_foreign(const Node& statement, Lowering& to) {
  switch (tag(&statement)) {
    case T_CreateFdwStmt:
      to.other("CREATE FOREIGN DATA WRAPPER");
      return true;
    case T_AlterFdwStmt:
      to.other("ALTER FOREIGN DATA WRAPPER");
      return true;
    case T_CreateForeignServerStmt:
      to.other("CREATE SERVER");
      return true;
    case T_AlterForeignServerStmt:
      to.other("ALTER SERVER");
      return true;
    case T_CreateUserMappingStmt:
      to.other("CREATE USER MAPPING");
      return true;
    case T_AlterUserMappingStmt:
      to.other("ALTER USER MAPPING");
      return true;
    case T_DropUserMappingStmt:
      to.other("DROP USER MAPPING");
      return true;
    case T_ImportForeignSchemaStmt:
      to.opaque(to.whole(), "IMPORT FOREIGN SCHEMA makes tables as the other server has them");
      return true;
    default:
      return false;
  }
}

}  // namespace

void lower_other(const Node& statement, Lowering& to) {
  if (lower_role(statement, to) || lower_cluster_wide(statement, to) ||
      lower_replication(statement, to) || lower_foreign(statement, to)) {
    return;
  }
  switch (tag(&statement)) {
    case T_AlterOwnerStmt: {
      const auto& alter = reinterpret_cast<const AlterOwnerStmt&>(statement);
      return to.other(command_tag("ALTER", alter.objectType, to));
    }
    case T_AlterObjectDependsStmt: {
      const auto& alter = reinterpret_cast<const AlterObjectDependsStmt&>(statement);
      return other_on(command_tag("ALTER", alter.objectType, to), one_relation(alter.relation, to),
                      to);
    }
    case T_AlterCollationStmt:
      return to.other("ALTER COLLATION");
    case T_AlterOperatorStmt:
      return to.other("ALTER OPERATOR");
    case T_AlterTypeStmt:
      return to.other("ALTER TYPE");
    case T_AlterExtensionStmt:
    case T_AlterExtensionContentsStmt:
      return to.other("ALTER EXTENSION");
    case T_CreateAmStmt:
      return to.other("CREATE ACCESS METHOD");
    case T_CreateEventTrigStmt:
      return to.other("CREATE EVENT TRIGGER");
    case T_AlterEventTrigStmt:
      return to.other("ALTER EVENT TRIGGER");
    case T_CreatePLangStmt:
      return to.other("CREATE LANGUAGE");
    case T_CreateOpClassStmt:
      return to.other("CREATE OPERATOR CLASS");
    case T_CreateOpFamilyStmt:
      return to.other("CREATE OPERATOR FAMILY");
    case T_AlterOpFamilyStmt:
      return to.other("ALTER OPERATOR FAMILY");
    case T_CreateConversionStmt:
      return to.other("CREATE CONVERSION");
    case T_CreateCastStmt:
      return to.other("CREATE CAST");
    case T_CreateTransformStmt:
      return to.other("CREATE TRANSFORM");
    case T_CreateStatsStmt: {
      const auto& create = reinterpret_cast<const CreateStatsStmt&>(statement);
      return to.emit(to.whole(),
                     op::OtherCommand{.command = "CREATE STATISTICS",
                                      .object = object_name(create.defnames, to),
                                      .relations = range_variables(create.relations, to)});
    }
    case T_AlterStatsStmt:
      return to.other("ALTER STATISTICS");
    case T_AlterTSDictionaryStmt:
      return to.other("ALTER TEXT SEARCH DICTIONARY");
    case T_AlterTSConfigurationStmt:
      return to.other("ALTER TEXT SEARCH CONFIGURATION");
    case T_SecLabelStmt:
      return lower_security_label(reinterpret_cast<const SecLabelStmt&>(statement), to);
    case T_ConstraintsSetStmt:
      return to.other(reinterpret_cast<const ConstraintsSetStmt&>(statement).deferred
                          ? "SET CONSTRAINTS DEFERRED"
                          : "SET CONSTRAINTS IMMEDIATE");
    case T_VariableShowStmt:
      return to.other("SHOW");
    case T_DiscardStmt:
      return lower_discard(reinterpret_cast<const DiscardStmt&>(statement), to);
    case T_NotifyStmt:
      return to.other("NOTIFY");
    case T_ListenStmt:
      return to.other("LISTEN");
    case T_UnlistenStmt:
      return to.other("UNLISTEN");
    case T_PrepareStmt:
      return lower_planned(reinterpret_cast<const PrepareStmt&>(statement).query, "PREPARE", to);
    case T_DeallocateStmt:
      return to.other("DEALLOCATE");
    case T_ClosePortalStmt:
      return to.other("CLOSE CURSOR");
    case T_FetchStmt:
      return to.other(reinterpret_cast<const FetchStmt&>(statement).ismove ? "MOVE" : "FETCH");
    default:
      return to.opaque(to.whole(), "a statement of a kind that is not known");
  }
}

}  // namespace miglint::postgres
