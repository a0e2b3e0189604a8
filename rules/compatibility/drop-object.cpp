// A view, function or type that running code may name is dropped and not made again.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <variant>

#include "lint/rule.h"
#include "lint/wording.h"
#include "source/ascii.h"
#include "timeline/later_operations.h"

namespace miglint::rules {
namespace {

using Kind = op::DropObject::Kind;

bool is_relation(Kind kind) {
  return kind == Kind::view || kind == Kind::materialized_view || kind == Kind::foreign_table;
}
bool is_routine(Kind kind) {
  return kind == Kind::function || kind == Kind::procedure;
}
bool is_type(Kind kind) {
  return kind == Kind::type || kind == Kind::domain;
}

bool same_name(const ObjectName& a, const ObjectName& b) {
  return a.name == b.name && (a.schema.empty() || b.schema.empty() || a.schema == b.schema);
}

/// What an operation makes, or gives a new name to.
ObjectName made_by(const Operation& operation) {
  const auto name = [](const auto& action) -> ObjectName {
    using Op = std::decay_t<decltype(action)>;
    if constexpr (std::is_same_v<Op, op::CreateView> ||
                  std::is_same_v<Op, op::CreateMaterializedView>) {
      return action.view;
    } else if constexpr (std::is_same_v<Op, op::CreateTable> ||
                         std::is_same_v<Op, op::CreateTableAs>) {
      return action.table;
    } else if constexpr (std::is_same_v<Op, op::CreateFunction>) {
      return action.function;
    } else if constexpr (std::is_same_v<Op, op::CreateEnum> || std::is_same_v<Op, op::CreateType>) {
      return action.type;
    } else if constexpr (std::is_same_v<Op, op::CreateDomain>) {
      return action.domain;
    } else if constexpr (std::is_same_v<Op, op::RenameRelation>) {
      return {action.relation.schema, action.new_name};
    } else if constexpr (std::is_same_v<Op, op::RenameObject>) {
      return {action.name.schema, action.new_name};
    } else {
      return {};
    }
  };
  return std::visit(name, operation.action);
}

/// The script makes something of that name, before (another overload, or the old one under a new
/// name) or after.
bool is_made_in_script(const ObjectName& name, const Operation& operation, const Moment& at) {
  const auto makes_it = [&](const Operation& other, const Statement&) {
    return same_name(made_by(other), name);
  };
  return find_earlier_in_script(operation, at, makes_it) ||
         find_later_in_script(operation, at, makes_it);
}

/// A column or table of the type goes in the same script: that is what running code notices.
bool loses_its_users_here(const Operation& operation, const Moment& at) {
  return find_earlier_in_script(operation, at, [](const Operation& other, const Statement&) {
    return std::holds_alternative<op::DropColumn>(other.action) ||
           std::holds_alternative<op::DropTable>(other.action) ||
           std::holds_alternative<op::AlterColumnType>(other.action);
  });
}

/// Nobody can name it: it is not there, or only triggers call it.
bool has_no_users(const op::DropObject& drop, const Operation& operation, const Moment& at) {
  if (is_relation(drop.kind)) {
    return drop.if_exists && at.before.find_table(drop.name) == nullptr;
  }
  if (is_routine(drop.kind)) {
    const Function* function = at.before.find_function(drop.name);
    return function == nullptr ? drop.if_exists : function->returns_trigger;
  }
  const UserType* type = at.before.find_type(drop.name);
  if (type == nullptr && drop.if_exists) return true;
  return loses_its_users_here(operation, at);
}

void check(const op::DropObject& drop, const Operation& operation, const Moment& at,
           Findings& findings) {
  if (!is_relation(drop.kind) && !is_routine(drop.kind) && !is_type(drop.kind)) return;
  if (drop.cascade) return;  // That is drop-cascade.
  // A rollback takes back what nothing uses any more once the code is rolled back too.
  if (at.direction == Direction::down) return;
  if (has_no_users(drop, operation, at) || is_made_in_script(drop.name, operation, at)) return;
  const std::string name = identifier(drop.name);
  const std::string_view use = is_relation(drop.kind)  ? "reads it"
                               : is_routine(drop.kind) ? "calls it"
                                                       : "casts to it";
  findings.add({
      .span = operation.span,
      .message = fmt::format("Code that still runs and {} fails from the moment the {} `{}` is "
                             "gone.",
                             use, ascii::lower_case(drop.kind_word), name),
      .safe_way =
          fmt::format("-- release code that does not name it, wait until no older code runs, then\n"
                      "-- miglint:ignore drop-object: nothing names it since release …\n"
                      "DROP {} {};\n",
                      drop.kind_word, name),
  });
}

}  // namespace

extern const RuleLogic drop_object;
const RuleLogic drop_object{.operations = {on<check>()}};

}  // namespace miglint::rules
