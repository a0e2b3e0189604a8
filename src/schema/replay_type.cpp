// Enums, domains, composite types.
#include <algorithm>
#include <string>
#include <utility>

#include "schema/column_type.h"
#include "schema/drop.h"
#include "schema/names.h"
#include "schema/replay.h"

namespace miglint {
namespace {

bool is_constrained(const Catalog& catalog, const UserType& domain) {
  if (domain.not_null || !domain.constraints.empty()) return true;
  if (!domain.base || domain.base->schema == "pg_catalog") return false;
  const UserType* base = catalog.find_type({domain.base->schema, domain.base->name});
  return base != nullptr && base->kind == UserType::Kind::domain && base->constrained;
}

DomainConstraint named(Catalog& catalog, const UserType& domain, const Constraint& written) {
  DomainConstraint constraint;
  constraint.name = written.name;
  constraint.validated = !written.not_valid;
  if (constraint.name.empty()) {
    constraint.name = choose_constraint_name(catalog, domain.schema, domain.name, {}, "check");
  }
  catalog.count_constraint_name(domain.schema, constraint.name);
  return constraint;
}

/// An empty type of that name in place of an older one; null when the older one stays.
UserType* make_type(Catalog& catalog, const ObjectName& name, UserType::Kind kind,
                    const Origin& origin, bool keep_existing) {
  const std::string_view schema = name.schema.empty() ? catalog.creation_schema() : name.schema;
  const RelationKey key = catalog.intern(schema, name.name);
  if (catalog.types.contains(key)) {
    if (keep_existing) return nullptr;
    drop_type(catalog, key, false);
  }
  if (!catalog.schemas.contains(schema)) catalog.schemas[catalog.pool->intern(schema)] = {};
  auto& slot = catalog.types[key];
  slot = std::make_shared<UserType>();
  slot->schema = schema;
  slot->name = name.name;
  slot->kind = kind;
  slot->origin = origin;
  return slot.get();
}

}  // namespace

void Replay::operator()(const op::CreateEnum& create) {
  UserType* type =
      make_type(catalog_, create.type, UserType::Kind::enum_, origin_, keeps_existing());
  if (type == nullptr) return;
  type->values.reserve(create.values.size());
  for (const std::string_view value : create.values) {
    type->values.push_back({std::string(value), origin_});
  }
}

void Replay::operator()(const op::AddEnumValue& add) {
  UserType& type = reach_type(add.type, UserType::Kind::enum_);
  const auto found = std::ranges::find(type.values, add.value, &UserType::EnumValue::value);
  if (found == type.values.end()) type.values.push_back({std::string(add.value), origin_});
}

void Replay::operator()(const op::RenameEnumValue& rename) {
  UserType& type = reach_type(rename.type, UserType::Kind::enum_);
  for (UserType::EnumValue& value : type.values) {
    if (value.value == rename.value) value.value = rename.new_value;
  }
}

void Replay::operator()(const op::CreateDomain& create) {
  UserType* domain =
      make_type(catalog_, create.domain, UserType::Kind::domain, origin_, keeps_existing());
  if (domain == nullptr) return;
  domain->base = resolve_type(catalog_, create.type);
  domain->not_null = create.not_null;
  for (const Constraint& constraint : create.constraints) {
    if (constraint.kind == ConstraintKind::not_null) {
      domain->not_null = true;
    } else if (constraint.kind == ConstraintKind::check) {
      domain->constraints.push_back(named(catalog_, *domain, constraint));
    }
  }
  domain->constrained = is_constrained(catalog_, *domain);
  if (domain->base->schema != "pg_catalog") {
    catalog_.typed_by.add(catalog_.intern(domain->base->schema, domain->base->name),
                          catalog_.intern(domain->schema, domain->name));
  }
}

void Replay::operator()(const op::AlterDomain& alter) {
  UserType& domain = reach_type(alter.domain, UserType::Kind::domain);
  const auto named_so = [&](const DomainConstraint& constraint) {
    return constraint.name == alter.constraint.name;
  };
  using Change = op::AlterDomain::Action;
  switch (alter.action) {
    case Change::set_default:
    case Change::drop_default:
      break;
    case Change::set_not_null:
      domain.not_null = true;
      break;
    case Change::drop_not_null:
      domain.not_null = false;
      break;
    case Change::add_constraint:
      if (alter.constraint.kind == ConstraintKind::not_null) {
        domain.not_null = true;
      } else if (std::ranges::none_of(domain.constraints, named_so)) {
        domain.constraints.push_back(named(catalog_, domain, alter.constraint));
      }
      break;
    case Change::drop_constraint:
      if (std::ranges::any_of(domain.constraints, named_so)) {
        catalog_.uncount_constraint_name(domain.schema, alter.constraint.name);
        std::erase_if(domain.constraints, named_so);
      }
      break;
    case Change::validate_constraint:
      for (DomainConstraint& constraint : domain.constraints) {
        if (named_so(constraint)) constraint.validated = true;
      }
      break;
  }
  // An assumed domain may have constraints that were never seen.
  domain.constrained = is_constrained(catalog_, domain);
}

void Replay::operator()(const op::CreateType& create) {
  using Kind = op::CreateType::Kind;
  const UserType::Kind kind = create.kind == Kind::composite ? UserType::Kind::composite
                              : create.kind == Kind::range   ? UserType::Kind::range
                                                             : UserType::Kind::base;
  if (make_type(catalog_, create.type, kind, origin_, keeps_existing()) == nullptr) return;
  if (create.kind != Kind::composite) return;
  Table relation = new_relation(create.type, TableKind::composite_type, Persistence::permanent);
  for (const ColumnDefinition& attribute : create.attributes) {
    relation.columns.push_back(make_column(attribute));
  }
  catalog_.put_table(std::move(relation));
}

void Replay::operator()(const op::AlterCompositeType& alter) {
  reach_type(alter.type, UserType::Kind::composite);
  Table& relation = reach(alter.type, TableKind::composite_type);
  if (alter.action == op::AlterCompositeType::Action::drop_attribute) {
    return drop_column(catalog_, relation, alter.attribute, alter.cascade);
  }
  Column& attribute = reach_column(relation, alter.attribute);
  const auto old = std::exchange(attribute.type, resolve_type(catalog_, alter.attribute_type));
  attribute.not_null_known = true;
  if (old) catalog_.unlink_type(relation, *old);
  catalog_.link_type(relation, attribute);
}

}  // namespace miglint
