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
  void operator()(const op::CreateSequence&) const {}
  void operator()(const op::CreateSchema&) const {}
  void operator()(const op::CreateExtension&) const {}
  void operator()(const op::RoleCommand&) const {}
  void operator()(const op::CreateFunction&) const {}
  void operator()(const op::AlterFunction&) const {}
  void operator()(const op::CallRoutine&) const {}
  void operator()(const op::SetParameter&) const {}
  void operator()(const op::TransactionControl&) const {}
  void operator()(const op::OtherCommand&) const {}
  void operator()(const op::Opaque&) const {}
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

}  // namespace

void impact(std::span<const Operation> command, std::uint32_t first, const Schema& before,
            const Environment& environment, std::vector<Effect>& effects) {
  Impact state(command, before, environment, effects);
  for (std::uint32_t at = 0; at < command.size(); ++at) {
    state.set_operation(first + at);
    std::visit(Dispatch(state), command[at].action);
  }
}

}  // namespace miglint::postgres
