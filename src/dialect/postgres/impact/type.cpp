// Domains, composite types and sequences.
#include "dialect/postgres/impact/builder.h"

namespace miglint::postgres {

namespace {

void lock_owner(const ObjectName& table, Impact& impact) {
  if (!table.name.empty()) impact.lock(table, LockMode::access_share);
}

}  // namespace

void impact_of(const op::AlterDomain& alter, Impact& impact) {
  using Action = op::AlterDomain::Action;
  const bool scans = alter.action == Action::set_not_null ||
                     alter.action == Action::validate_constraint ||
                     (alter.action == Action::add_constraint && !alter.constraint.not_valid);
  if (!scans) return;
  // validateDomainCheckConstraint in typecmds.c: every table with a column of the domain.
  for (const RelationKey table : impact.schema().tables_using_type(alter.domain)) {
    if (!impact.has_storage(table)) continue;
    Effect& effect = impact.lock(table, LockMode::share);
    effect.scan = true;
    effect.duration = Duration::table_size;
    effect.cause = "every value of the domain is checked";
  }
}

void impact_of(const op::AlterCompositeType& alter, Impact& impact) {
  Effect& effect = impact.lock(alter.type, LockMode::access_exclusive);
  effect.kind = TableKind::composite_type;
  if (!alter.cascade) return;
  const RelationKey type = impact.schema().key(alter.type);
  for (const Table* table : impact.schema().tables()) {
    if (table->of_type != type) continue;
    const op::AlterTarget target{.name = {table->schema, table->name}};
    if (alter.action == op::AlterCompositeType::Action::alter_attribute) {
      impact_of(op::AlterColumnType{.table = target,
                                    .column = alter.attribute,
                                    .type = alter.attribute_type,
                                    .using_expression = nullptr,
                                    .collation = {}},
                impact);
    } else {
      impact.lock(target.name, LockMode::access_exclusive);
    }
  }
}

void impact_of(const op::CreateSequence& create, Impact& impact) {
  lock_owner(create.owned_by_table, impact);
}

void impact_of(const op::AlterSequence& alter, Impact& impact) {
  Effect& effect = impact.lock(alter.sequence, LockMode::share_row_exclusive);
  effect.kind = TableKind::sequence;
  // A sequence is one row: a new file of it is no work. OWNED BY alone changes no value.
  effect.rewrite = !alter.owned_by || alter.restart || alter.changes_type;
  lock_owner(alter.owned_by_table, impact);
}

}  // namespace miglint::postgres
