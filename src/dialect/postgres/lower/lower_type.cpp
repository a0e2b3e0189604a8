// Types and domains.
#include "dialect/postgres/lower/column.h"
#include "dialect/postgres/lower/expression.h"
#include "dialect/postgres/lower/names.h"

namespace miglint::postgres {

void lower_create_enum(const CreateEnumStmt& statement, Lowering& to) {
  const ObjectName name = object_name(statement.typeName, to);
  to.emit(to.head(name.name),
          op::CreateEnum{.type = name, .values = string_list(statement.vals, to)});
}

void lower_alter_enum(const AlterEnumStmt& statement, Lowering& to) {
  const ObjectName name = object_name(statement.typeName, to);
  if (statement.oldVal != nullptr) {
    to.emit(to.whole(), op::RenameEnumValue{.type = name,
                                            .value = to.copy(statement.oldVal),
                                            .new_value = to.copy(statement.newVal)});
  } else {
    to.emit(to.whole(), op::AddEnumValue{.type = name,
                                         .value = to.copy(statement.newVal),
                                         .if_not_exists = statement.skipIfNewValExists});
  }
}

void lower_create_domain(const CreateDomainStmt& statement, Lowering& to) {
  op::CreateDomain domain;
  domain.domain = object_name(statement.domainname, to);
  domain.type = type_name(statement.typeName, to);
  domain.constraints = qualifiers(statement.constraints, {}, to.statement().end, to);
  for (const ::Constraint* node : ListOf<::Constraint>(statement.constraints)) {
    if (node->contype == CONSTR_NOTNULL) domain.not_null = true;
    if (node->contype == CONSTR_DEFAULT) {
      domain.default_value = value_expression(node->raw_expr, to);
    }
  }
  to.emit(to.head(domain.domain.name), domain);
}

void lower_alter_domain(const AlterDomainStmt& statement, Lowering& to) {
  using Action = op::AlterDomain::Action;
  op::AlterDomain change;
  change.domain = object_name(statement.typeName, to);
  change.if_exists = statement.missing_ok;
  switch (statement.subtype) {
    case 'T':
      change.action = statement.def == nullptr ? Action::drop_default : Action::set_default;
      change.default_value = value_expression(statement.def, to);
      break;
    case 'N':
      change.action = Action::drop_not_null;
      break;
    case 'O':
      change.action = Action::set_not_null;
      break;
    case 'C': {
      change.action = Action::add_constraint;
      const auto* constraint = node_as<::Constraint>(statement.def, T_Constraint);
      if (constraint != nullptr) {
        change.constraint = table_constraint(*constraint, to.statement().end, to);
      }
      break;
    }
    case 'X':
      change.action = Action::drop_constraint;
      change.constraint.name = to.copy(statement.name);
      break;
    case 'V':
      change.action = Action::validate_constraint;
      change.constraint.name = to.copy(statement.name);
      break;
    default:
      to.opaque(to.whole(), "ALTER DOMAIN of a form that is not known");
      return;
  }
  to.emit(to.whole(), change);
}

void lower_composite_type(const CompositeTypeStmt& statement, Lowering& to) {
  Gather<ColumnDefinition> attributes;
  for (const ColumnDef* attribute : ListOf<ColumnDef>(statement.coldeflist)) {
    attributes.push_back(column_definition(*attribute, to.statement().end, to));
  }
  to.emit(to.head(statement.typevar), op::CreateType{.type = object_name(statement.typevar, to),
                                                     .kind = op::CreateType::Kind::composite,
                                                     .attributes = to.copy(attributes)});
}

void lower_range_type(const CreateRangeStmt& statement, Lowering& to) {
  const ObjectName name = object_name(statement.typeName, to);
  to.emit(to.head(name.name), op::CreateType{.type = name, .kind = op::CreateType::Kind::range});
}

void lower_define(const DefineStmt& statement, Lowering& to) {
  if (statement.kind == OBJECT_TYPE) {
    const bool shell = statement.definition == nullptr;
    const ObjectName name = object_name(statement.defnames, to);
    to.emit(to.head(name.name), op::CreateType{.type = name,
                                               .kind = shell ? op::CreateType::Kind::shell
                                                             : op::CreateType::Kind::base});
    return;
  }
  switch (statement.kind) {
    case OBJECT_AGGREGATE:
      return to.other("CREATE AGGREGATE");
    case OBJECT_OPERATOR:
      return to.other("CREATE OPERATOR");
    case OBJECT_COLLATION:
      return to.other("CREATE COLLATION");
    case OBJECT_TSPARSER:
      return to.other("CREATE TEXT SEARCH PARSER");
    case OBJECT_TSDICTIONARY:
      return to.other("CREATE TEXT SEARCH DICTIONARY");
    case OBJECT_TSTEMPLATE:
      return to.other("CREATE TEXT SEARCH TEMPLATE");
    case OBJECT_TSCONFIGURATION:
      return to.other("CREATE TEXT SEARCH CONFIGURATION");
    default:
      return to.opaque(to.whole(), "a CREATE of a kind of object that is not known");
  }
}

}  // namespace miglint::postgres
