#include "lint/stand_in.h"

#include <fmt/format.h>

#include <variant>

#include "lint/wording.h"
#include "timeline/later_operations.h"

namespace miglint {

bool gets_stand_in(const ObjectName& name, const Operation& operation, const Moment& at) {
  // A name without a schema is looked up along a path on which the old relation is not any more.
  const auto is_old_name = [&](const ObjectName& other) {
    return other.name == name.name &&
           (other.schema.empty() || name.schema.empty() || other.schema == name.schema);
  };
  return find_later_in_transaction(operation, at, [&](const Operation& later, const Statement&) {
    if (const auto* view = std::get_if<op::CreateView>(&later.action)) {
      return is_old_name(view->view);
    }
    // A table that gets the name: the two are swapped.
    if (const auto* create = std::get_if<op::CreateTable>(&later.action)) {
      return is_old_name(create->table);
    }
    if (const auto* rename = std::get_if<op::RenameRelation>(&later.action)) {
      return rename->new_name == name.name;
    }
    return false;
  });
}

std::string stand_in(const ObjectName& old_name, const ObjectName& new_name, const Moment& at) {
  const Table* table = at.before.find_table(old_name);
  const bool row_security = table != nullptr && table->row_security;
  // Without it the policies would be applied to the view's owner.
  const std::string_view options =
      row_security && at.server.major >= 15 ? " WITH (security_invoker = true)" : "";
  return fmt::format("CREATE VIEW {}{} AS SELECT * FROM {};\n", identifier(old_name), options,
                     identifier(new_name));
}

}  // namespace miglint
