// Packages that many migrations call, whose own code is seldom beside them.
#include "frontend/laravel/session.h"

namespace miglint::laravel {

using eval::Arguments;
using eval::Value;

namespace {

const Attribute::List& nested_set() {
  static const Attribute::List columns{"_lft", "_rgt", "parent_id"};
  return columns;
}

}  // namespace

/// The macros of kalnoy/nestedset: `$table->nestedSet()`.
std::optional<Value> Session::package_macro(Blueprint& blueprint, std::string_view method,
                                            Span span) {
  if (method == "nestedSet") {
    for (const Attribute& column : nested_set()) {
      const bool parent = column == nested_set().back();
      const auto made = blueprint.call("unsignedInteger", {column}, span);
      if (!made) return std::nullopt;
      blueprint.modify(*made, parent ? "nullable" : "default",
                       parent ? Attribute::List{} : Attribute::List{Attribute(0)}, span);
    }
    return blueprint.call("index", {Attribute(nested_set())}, span) ? std::optional(Value())
                                                                    : std::nullopt;
  }
  if (method == "dropNestedSet") {
    const bool done = blueprint.call("dropIndex", {Attribute(nested_set())}, span) &&
                      blueprint.call("dropColumn", {Attribute(nested_set())}, span);
    return done ? std::optional(Value()) : std::nullopt;
  }
  return std::nullopt;
}

std::optional<Value> Session::package_call(const std::string& class_name, std::string_view method,
                                           Arguments& arguments) {
  const Value first = argument(arguments, 0);
  if (class_name == "Kalnoy\\Nestedset\\NestedSet") {
    Blueprint* blueprint = blueprint_of(first);
    if (blueprint == nullptr) return std::nullopt;
    if (method == "columns") return package_macro(*blueprint, "nestedSet", arguments.span);
    if (method == "dropColumns") return package_macro(*blueprint, "dropNestedSet", arguments.span);
  }
  // Bouncer's tables have these names unless the application gives it others.
  if (class_name == "Silber\\Bouncer\\Database\\Models" && method == "table") return first;
  return std::nullopt;
}

}  // namespace miglint::laravel
