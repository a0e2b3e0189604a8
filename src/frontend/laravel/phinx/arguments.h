// What a migration gives to Phinx's table builder, as actions.
//
// Comes in: a method of Phinx\Db\Table with its arguments. Goes out: the actions that it adds.
// Which SQL they make does not belong here.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "frontend/eval/value.h"
#include "frontend/laravel/phinx/table.h"

namespace miglint::laravel::phinx {

struct Call {
  std::string_view method;
  const eval::Arguments& arguments;
  /// A value as the grammars take it.
  std::function<Attribute(const eval::Value&)> read;
  const Settings& settings;
};

/// Appends the actions of the call. Gives why it cannot; empty when it can.
[[nodiscard]] std::string read_call(const Call& call, std::vector<Action>& actions);

/// MysqlAdapter::INT_BIG, AdapterInterface::PHINX_TYPE_STRING, Column::BIGINTEGER.
[[nodiscard]] std::optional<eval::Value> constant(std::string_view name);

}  // namespace miglint::laravel::phinx
