// A value of an enum that running code still writes and compares with.
#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "lint/rule.h"
#include "lint/string_constants.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

bool is_new(const op::RenameEnumValue& rename, const Moment& at) {
  const UserType* type = at.before.find_type(rename.type);
  if (type == nullptr || type->assumed) return false;
  if (type->origin.migration == at.migration_number) return true;
  const auto value = std::ranges::find(type->values, rename.value, &UserType::EnumValue::value);
  return value != type->values.end() && value->origin.migration == at.migration_number;
}

void check(const op::RenameEnumValue& rename, const Operation& operation, const Moment& at,
           Findings& findings) {
  // A rollback gives the old name back, together with the old code.
  if (at.undo != nullptr) return;
  if (is_new(rename, at)) return;
  const std::string type = identifier(rename.type);
  const std::string old_value = string_constant(rename.value);
  const std::string new_value = string_constant(rename.new_value);
  findings.add({
      .span = operation.span,
      .message = fmt::format("Code that still runs writes {} and compares with it: the server "
                             "refuses the value of `{}` from the moment this is committed, and "
                             "hands out {}, which that code does not know.",
                             old_value, type, new_value),
      .safe_way = fmt::format("ALTER TYPE {} ADD VALUE {} AFTER {};\n"
                              "-- release code that knows both and writes the new one; change the "
                              "old rows in batches\n",
                              type, new_value, old_value),
  });
}

}  // namespace

extern const RuleLogic rename_enum_value;
const RuleLogic rename_enum_value{.operations = {on<check>()}};

}  // namespace miglint::rules
