// The arguments of one call of an operation.
//
// Comes in: arguments as they were given. Goes out: one of them by its place or its name. What an
// operation does with them does not belong here.
#pragma once

#include <string>

#include "frontend/alembic/operations.h"

namespace miglint::alembic {

struct Operations::Call {
  const eval::Arguments& arguments;
  Span span;

  [[nodiscard]] const eval::Value* get(std::size_t position, std::string_view name) const {
    return arguments.get(position, name);
  }
  [[nodiscard]] const eval::Value* named(std::string_view name) const {
    return arguments.named.find(name);
  }
  /// An argument that Alembic requires.
  [[nodiscard]] eval::Value value(std::size_t position, std::string_view name) const {
    const eval::Value* found = get(position, name);
    if (found != nullptr) return *found;
    return eval::Opaque{"the argument `" + std::string(name) + "` is missing: the call fails",
                        span};
  }
};

}  // namespace miglint::alembic
