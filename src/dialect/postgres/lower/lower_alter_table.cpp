// ALTER TABLE and its kin, subcommand by subcommand.
#include <algorithm>
#include <array>

#include "dialect/postgres/lower/column.h"
#include "dialect/postgres/lower/expression.h"
#include "dialect/postgres/lower/names.h"
#include "dialect/postgres/lower/relation_word.h"

namespace miglint::postgres {
namespace {

using Option = op::AlterTableOption::Kind;
using TriggerState = op::SetTriggerState::State;

/// One subcommand with its place.
struct Subcommand {
  const AlterTableCmd& node;
  Range text;
  Span span;
  op::AlterTarget target;
  std::string_view name;

  template <class T>
  [[nodiscard]] const T* definition(NodeTag tag) const {
    return node_as<T>(node.def, tag);
  }
};

std::span<const std::string_view> option_names(const Node* options, Lowering& to) {
  Gather<std::string_view> names;
  for (const DefElem* option : ListOf<DefElem>(node_as<List>(options, T_List))) {
    std::string_view name = to.copy(option->defname);
    if (option->defnamespace != nullptr) {
      // "toast.autovacuum_enabled"
      Gather<char, 64> full;
      for (const std::string_view part :
           {std::string_view(option->defnamespace), std::string_view("."), name}) {
        for (const char c : part)
          full.push_back(c);
      }
      name = to.arena().copy(std::string_view(full.begin(), full.size()));
    }
    names.push_back(name);
  }
  return to.copy(names);
}

void emit_option(const Subcommand& command, Option kind, std::string_view value, Lowering& to) {
  to.emit(command.span,
          op::AlterTableOption{.table = command.target, .kind = kind, .value = value});
}

void emit_parameters(const Subcommand& command, Option kind, Lowering& to) {
  to.emit(command.span, op::AlterTableOption{.table = command.target,
                                             .kind = kind,
                                             .parameters = option_names(command.node.def, to)});
}

void emit_column_option(const Subcommand& command, Option kind, std::string_view value,
                        Lowering& to) {
  to.emit(command.span,
          op::AlterTableOption{
              .table = command.target, .kind = kind, .column = command.name, .value = value});
}

void emit_trigger(const Subcommand& command, TriggerState state, Lowering& to) {
  to.emit(command.span,
          op::SetTriggerState{.table = command.target, .name = command.name, .state = state});
}

void emit_all_triggers(const Subcommand& command, TriggerState state, bool all, Lowering& to) {
  to.emit(command.span, op::SetTriggerState{.table = command.target, .state = state, .all = all});
}

void emit_rule(const Subcommand& command, TriggerState state, Lowering& to) {
  to.emit(command.span,
          op::SetTriggerState{
              .table = command.target, .name = command.name, .state = state, .rule = true});
}

void emit_replica_identity(const Subcommand& command, Lowering& to) {
  op::AlterTableOption option{.table = command.target, .kind = Option::replica_identity};
  if (const auto* identity = command.definition<ReplicaIdentityStmt>(T_ReplicaIdentityStmt)) {
    option.value = to.copy(identity->name);
    static constexpr std::array<std::string_view, 4> words = {"index", "full", "nothing",
                                                              "default"};
    const std::size_t word = identity->identity_type == REPLICA_IDENTITY_INDEX     ? 0
                             : identity->identity_type == REPLICA_IDENTITY_FULL    ? 1
                             : identity->identity_type == REPLICA_IDENTITY_NOTHING ? 2
                                                                                   : 3;
    option.parameters = std::span(words).subspan(word, 1);
  }
  to.emit(command.span, option);
}

void emit_alter_constraint(const Subcommand& command, Lowering& to) {
  using Change = op::AlterConstraint::Change;
  const auto emit = [&](const char* name, Change change) {
    to.emit(command.span,
            op::AlterConstraint{
                .table = command.target, .constraint = to.copy(name), .change = change});
  };
#if PG_VERSION_NUM >= 180000
  const auto* change = command.definition<ATAlterConstraint>(T_ATAlterConstraint);
  if (change == nullptr) {
    to.opaque(command.span, "ALTER CONSTRAINT of a form that is not known");
    return;
  }
  if (change->alterEnforceability) {
    emit(change->conname, change->is_enforced ? Change::enforced : Change::not_enforced);
  }
  if (change->alterInheritability) {
    emit(change->conname, change->noinherit ? Change::no_inherit : Change::inherit);
  }
  if (change->alterDeferrability ||
      (!change->alterEnforceability && !change->alterInheritability)) {
    emit(change->conname, Change::deferrability);
  }
#else
  const auto* change = command.definition<::Constraint>(T_Constraint);
  emit(change == nullptr ? nullptr : change->conname, Change::deferrability);
#endif
}

void emit_partition(const Subcommand& command, Lowering& to) {
  const auto* partition = command.definition<PartitionCmd>(T_PartitionCmd);
  if (partition == nullptr) {
    to.opaque(command.span, "a partition command of a form that is not known");
    return;
  }
  const ObjectName name = object_name(partition->name, to);
  if (command.node.subtype != AT_AttachPartition) {
    to.emit(command.span,
            op::DetachPartition{.table = command.target,
                                .partition = name,
                                .concurrently = partition->concurrent,
                                .finalize = command.node.subtype == AT_DetachPartitionFinalize});
  } else if (command.target.word == op::RelationWord::index) {
    to.emit(command.span, op::AttachIndex{.parent = command.target.name, .index = name});
  } else {
    to.emit(command.span, op::AttachPartition{.table = command.target,
                                              .partition = name,
                                              .bound = partition_bound(partition->bound, to)});
  }
}

/// ALTER TYPE … ADD/DROP/ALTER ATTRIBUTE. False: it is none of these.
bool emit_attribute(const Subcommand& command, Lowering& to) {
  using Action = op::AlterCompositeType::Action;
  op::AlterCompositeType change{.type = command.target.name,
                                .attribute = command.name,
                                .cascade = command.node.behavior == DROP_CASCADE};
  switch (command.node.subtype) {
    case AT_AddColumn:
      change.action = Action::add_attribute;
      break;
    case AT_DropColumn:
      change.action = Action::drop_attribute;
      break;
    case AT_AlterColumnType:
      change.action = Action::alter_attribute;
      break;
    default:
      return false;
  }
  if (const auto* definition = command.definition<ColumnDef>(T_ColumnDef)) {
    if (definition->colname != nullptr) change.attribute = to.copy(definition->colname);
    change.attribute_type = type_name(definition->typeName, to);
  }
  to.emit(command.span, change);
  return true;
}

/// USING is the column itself, or a cast of it to the very type that it gets.
bool is_plain_cast(const Node* value, std::string_view column, const TypeName& type, Lowering& to) {
  if (const auto* cast = node_as<TypeCast>(value, T_TypeCast)) {
    const TypeName given = type_name(cast->typeName, to);
    if (given.name != type.name || given.array_dimensions != type.array_dimensions ||
        !std::ranges::equal(given.modifiers, type.modifiers)) {
      return false;
    }
    value = cast->arg;
  }
  return column_reference(value, to) == column;
}

void emit_column_type(const Subcommand& command, Lowering& to) {
  op::AlterColumnType change{.table = command.target, .column = command.name};
  if (const auto* definition = command.definition<ColumnDef>(T_ColumnDef)) {
    change.type = type_name(definition->typeName, to);
    change.using_expression = value_expression(definition->raw_default, to);
    change.using_is_plain_cast =
        is_plain_cast(definition->raw_default, command.name, change.type, to);
    change.collation = collation(definition->collClause, to);
  }
  to.emit(command.span, change);
}

void emit_add_column(const Subcommand& command, Lowering& to) {
  const auto* definition = command.definition<ColumnDef>(T_ColumnDef);
  if (definition == nullptr) {
    to.opaque(command.span, "ADD COLUMN of a form that is not known");
    return;
  }
  to.emit(command.span,
          op::AddColumn{.table = command.target,
                        .column = column_definition(*definition, command.text.end, to),
                        .if_not_exists = command.node.missing_ok});
}

void emit_add_constraint(const Subcommand& command, Lowering& to) {
  const auto* definition = command.definition<::Constraint>(T_Constraint);
  if (definition == nullptr) {
    to.opaque(command.span, "ADD CONSTRAINT of a form that is not known");
    return;
  }
  to.emit(command.span,
          op::AddConstraint{.table = command.target,
                            .constraint = table_constraint(*definition, command.text.end, to)});
}

Identity identity_kind(int letter) {
  return letter == 'a' ? Identity::always : Identity::by_default;
}

void emit_identity(const Subcommand& command, op::AlterIdentity::Action action, Lowering& to) {
  op::AlterIdentity alter{.table = command.target,
                          .column = command.name,
                          .action = action,
                          .if_exists = command.node.missing_ok};
  if (action == op::AlterIdentity::Action::set) {
    const auto* options = reinterpret_cast<const List*>(command.node.def);
    for (const DefElem* option : ListOf<DefElem>(options)) {
      const auto* kind = node_as<Integer>(option->arg, T_Integer);
      if (std::string_view(option->defname) != "generated") {
        alter.changes_sequence = true;
      } else if (kind != nullptr) {
        alter.identity = identity_kind(kind->ival);
      }
    }
  } else if (const auto* added = command.definition<::Constraint>(T_Constraint)) {
    alter.identity = identity_kind(added->generated_when);
  }
  to.emit(command.span, alter);
}

void lower_subcommand(const Subcommand& command, Lowering& to) {
  const AlterTableCmd& node = command.node;
  const Span span = command.span;
  const op::AlterTarget& table = command.target;
  const bool cascade = node.behavior == DROP_CASCADE;
  const auto persist = [&](Persistence persistence) {
    to.emit(span, op::SetPersistence{.table = table, .persistence = persistence});
  };
  const auto row_security = [&](op::RowSecurity::Action action) {
    to.emit(span, op::RowSecurity{.table = table, .action = action});
  };
  const auto inherit = [&](bool on) {
    const auto* parent = command.definition<RangeVar>(T_RangeVar);
    to.emit(span,
            op::AlterInheritance{.table = table, .parent = object_name(parent, to), .inherit = on});
  };
  switch (node.subtype) {
    case AT_AddColumn:
      return emit_add_column(command, to);
    case AT_ColumnDefault:
      if (node.def == nullptr) {
        return to.emit(span, op::DropDefault{.table = table, .column = command.name});
      }
      return to.emit(span, op::SetDefault{.table = table,
                                          .column = command.name,
                                          .value = value_expression(node.def, to)});
    case AT_DropNotNull:
      return to.emit(span, op::DropNotNull{.table = table, .column = command.name});
    case AT_SetNotNull:
      return to.emit(span, op::SetNotNull{.table = table, .column = command.name});
#if PG_VERSION_NUM >= 170000
    case AT_SetExpression:
      return to.emit(span, op::AlterGeneration{.table = table,
                                               .column = command.name,
                                               .expression = value_expression(node.def, to)});
#endif
    case AT_DropExpression:
      return to.emit(span,
                     op::AlterGeneration{
                         .table = table, .column = command.name, .if_exists = node.missing_ok});
    case AT_SetStatistics:
      return emit_column_option(command, Option::set_statistics, {}, to);
    case AT_SetOptions:
    case AT_ResetOptions:
      return to.emit(span, op::AlterTableOption{.table = table,
                                                .kind = Option::set_column_options,
                                                .column = command.name,
                                                .parameters = option_names(node.def, to)});
    case AT_SetStorage:
      return emit_column_option(command, Option::set_storage,
                                to.arena().copy(string_value(node.def)), to);
    case AT_SetCompression:
      return emit_column_option(command, Option::set_compression,
                                to.arena().copy(string_value(node.def)), to);
    case AT_DropColumn:
      return to.emit(span, op::DropColumn{.table = table,
                                          .column = command.name,
                                          .if_exists = node.missing_ok,
                                          .cascade = cascade});
    case AT_AddConstraint:
      return emit_add_constraint(command, to);
    case AT_AlterConstraint:
      return emit_alter_constraint(command, to);
    case AT_ValidateConstraint:
      return to.emit(span, op::ValidateConstraint{.table = table, .constraint = command.name});
    case AT_DropConstraint:
      return to.emit(span, op::DropConstraint{.table = table,
                                              .constraint = command.name,
                                              .if_exists = node.missing_ok,
                                              .cascade = cascade});
    case AT_AlterColumnType:
      return emit_column_type(command, to);
    case AT_AlterColumnGenericOptions:
      return emit_column_option(command, Option::foreign_options, {}, to);
    case AT_GenericOptions:
      return emit_parameters(command, Option::foreign_options, to);
    case AT_ChangeOwner:
      return emit_option(command, Option::owner_to, role_name(node.newowner, to), to);
    case AT_ClusterOn:
      return emit_option(command, Option::cluster_on, command.name, to);
    case AT_DropCluster:
      return emit_option(command, Option::set_without_cluster, {}, to);
    case AT_SetLogged:
      return persist(Persistence::permanent);
    case AT_SetUnLogged:
      return persist(Persistence::unlogged);
    case AT_DropOids:
      return emit_option(command, Option::set_without_oids, {}, to);
    case AT_SetAccessMethod:
      return emit_option(command, Option::set_access_method, command.name, to);
    case AT_SetTableSpace:
      return emit_option(command, Option::set_tablespace, command.name, to);
    case AT_SetRelOptions:
      return emit_parameters(command, Option::set_storage_parameters, to);
    case AT_ResetRelOptions:
      return emit_parameters(command, Option::reset_storage_parameters, to);
    case AT_EnableTrig:
      return emit_trigger(command, TriggerState::enabled, to);
    case AT_EnableAlwaysTrig:
      return emit_trigger(command, TriggerState::always, to);
    case AT_EnableReplicaTrig:
      return emit_trigger(command, TriggerState::replica, to);
    case AT_DisableTrig:
      return emit_trigger(command, TriggerState::disabled, to);
    case AT_EnableTrigAll:
      return emit_all_triggers(command, TriggerState::enabled, true, to);
    case AT_DisableTrigAll:
      return emit_all_triggers(command, TriggerState::disabled, true, to);
    case AT_EnableTrigUser:
      return emit_all_triggers(command, TriggerState::enabled, false, to);
    case AT_DisableTrigUser:
      return emit_all_triggers(command, TriggerState::disabled, false, to);
    case AT_EnableRule:
      return emit_rule(command, TriggerState::enabled, to);
    case AT_EnableAlwaysRule:
      return emit_rule(command, TriggerState::always, to);
    case AT_EnableReplicaRule:
      return emit_rule(command, TriggerState::replica, to);
    case AT_DisableRule:
      return emit_rule(command, TriggerState::disabled, to);
    case AT_AddInherit:
      return inherit(true);
    case AT_DropInherit:
      return inherit(false);
    case AT_AddOf: {
      const auto* type = command.definition<::TypeName>(T_TypeName);
      return emit_option(command, Option::of_type, type_name(type, to).name.name, to);
    }
    case AT_DropOf:
      return emit_option(command, Option::not_of_type, {}, to);
    case AT_ReplicaIdentity:
      return emit_replica_identity(command, to);
    case AT_EnableRowSecurity:
      return row_security(op::RowSecurity::Action::enable);
    case AT_DisableRowSecurity:
      return row_security(op::RowSecurity::Action::disable);
    case AT_ForceRowSecurity:
      return row_security(op::RowSecurity::Action::force);
    case AT_NoForceRowSecurity:
      return row_security(op::RowSecurity::Action::no_force);
    case AT_AttachPartition:
    case AT_DetachPartition:
    case AT_DetachPartitionFinalize:
      return emit_partition(command, to);
    case AT_AddIdentity:
      return emit_identity(command, op::AlterIdentity::Action::add, to);
    case AT_SetIdentity:
      return emit_identity(command, op::AlterIdentity::Action::set, to);
    case AT_DropIdentity:
      return emit_identity(command, op::AlterIdentity::Action::drop, to);
    default:
      // Those that the server makes up for itself, and those of a newer grammar.
      return to.opaque(span, "a subcommand of ALTER TABLE that is not known");
  }
}

/// Where the subcommands begin: behind the relation's name, `ONLY (name)` and `name *`.
std::size_t subcommands_begin(const RangeVar& relation, const Lowering& to) {
  const std::string_view text = to.text();
  std::size_t at = name_end(text, static_cast<std::size_t>(relation.location));
  const std::size_t next = skip_space(text, at);
  if (next < text.size() && (text[next] == '*' || text[next] == ')')) at = next + 1;
  return at;
}

}  // namespace

void lower_alter_table(const AlterTableStmt& statement, Lowering& to) {
  const ListOf<AlterTableCmd> commands(statement.cmds);
  const op::AlterTarget target{.name = object_name(statement.relation, to),
                               .word = relation_word(statement.objtype),
                               .only = !statement.relation->inh,
                               .if_exists = statement.missing_ok};
  Gather<Range> parts;
  if (to.verbatim() && statement.relation->location >= 0) {
    comma_parts(to.text(), subcommands_begin(*statement.relation, to), to.statement().end, parts);
  }
  const bool placed = parts.size() == commands.size();
  for (std::size_t i = 0; i < commands.size(); ++i) {
    const Range text = placed ? parts[i] : to.statement();
    const Subcommand command{*commands[i], text, to.place(text), target,
                             to.copy(commands[i]->name)};
    if (statement.objtype == OBJECT_TYPE && emit_attribute(command, to)) continue;
    lower_subcommand(command, to);
  }
}

}  // namespace miglint::postgres
