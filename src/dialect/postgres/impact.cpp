#include "dialect/postgres/impact.h"

#include <variant>

#include "dialect/postgres/impact/builder.h"

namespace miglint::postgres {
namespace {

/// Operations that take no lock on a user's relation; each is named, so that a new kind of
/// operation does not compile before its effect has been thought about.
struct NoEffect {
  void operator()(const op::CreateEnum&) const {}
  void operator()(const op::AddEnumValue&) const {}
  void operator()(const op::RenameEnumValue&) const {}
  void operator()(const op::CreateDomain&) const {}
  void operator()(const op::CreateType&) const {}
  void operator()(const op::CreateSchema&) const {}
  void operator()(const op::CreateExtension&) const {}
  void operator()(const op::RoleCommand&) const {}
  void operator()(const op::AlterFunction&) const {}
  void operator()(const op::SetParameter&) const {}
  void operator()(const op::TransactionControl&) const {}
  void operator()(const op::Opaque&) const {}
  // Of MySQL and MariaDB only.
  void operator()(const op::ChangeColumn&) const {}
  void operator()(const op::OnlineClause&) const {}
  void operator()(const op::SetTableOption&) const {}
  void operator()(const op::ChangePartitions&) const {}
  void operator()(const op::RenameIndex&) const {}
  void operator()(const op::SetIndexVisibility&) const {}
  void operator()(const op::UseDatabase&) const {}
};

struct Dispatch : NoEffect {
  using NoEffect::operator();
  Impact& impact;
  explicit Dispatch(Impact& to) : impact(to) {}

  template <class Op>
    requires requires(const Op& op, Impact& to) { impact_of(op, to); }
  void operator()(const Op& op) const {
    impact_of(op, impact);
  }
};

/// IF EXISTS on a relation that is known not to be there: the command does nothing.
struct TargetIsAbsent {
  const Schema& schema;

  template <class Op>
  bool operator()(const Op& op) const {
    if constexpr (requires { op.table.if_exists; }) {
      return op.table.if_exists && schema.known_absent(op.table.name);
    } else if constexpr (requires {
                           op.if_exists;
                           op.relation.name;
                         }) {
      return op.if_exists && schema.known_absent(op.relation);
    } else if constexpr (requires {
                           op.if_exists;
                           op.index.name;
                         }) {
      return op.if_exists && schema.known_absent(op.index);
    } else if constexpr (requires {
                           op.if_exists;
                           op.table.name;
                         }) {
      return op.if_exists && schema.known_absent(op.table);
    } else if constexpr (requires {
                           op.if_exists;
                           op.sequence.name;
                         }) {
      return op.if_exists && schema.known_absent(op.sequence);
    } else {
      return false;
    }
  }
  bool operator()(const op::DropObject& drop) const {
    using Kind = op::DropObject::Kind;
    const bool relation = drop.kind == Kind::view || drop.kind == Kind::materialized_view ||
                          drop.kind == Kind::sequence || drop.kind == Kind::foreign_table;
    return relation && drop.if_exists && schema.known_absent(drop.name);
  }
};

}  // namespace

void add_effects(const Operation& operation, Impact& impact) {
  if (std::visit(TargetIsAbsent{impact.schema()}, operation.action)) return;
  std::visit(Dispatch(impact), operation.action);
}

void impact(std::span<const Operation> command, std::uint32_t first, const Schema& before,
            const Environment& environment, std::vector<Effect>& effects) {
  Impact state(command, before, environment, effects);
  for (std::uint32_t at = 0; at < command.size(); ++at) {
    state.set_operation(first + at);
    state.set_in_block(command[at].nesting.in_block);
    add_effects(command[at], state);
  }
}

}  // namespace miglint::postgres
