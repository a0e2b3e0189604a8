#include "dialect/postgres/lower/set_config.h"

#include <algorithm>

#include "dialect/postgres/lower/expression.h"
#include "dialect/postgres/lower/names.h"
#include "dialect/postgres/lower/parameter_name.h"

namespace miglint::postgres {
namespace {

bool is_set_config(const FunctionCall& call) {
  return call.function.name == "set_config" &&
         (call.function.schema.empty() || call.function.schema == "pg_catalog");
}

/// The result column as a call of set_config; null when it is something else.
const FuncCall* set_config_call(const ResTarget& target) {
  const auto* call = node_as<FuncCall>(without_casts(target.val), T_FuncCall);
  if (call == nullptr || ListOf<Node>(call->args).size() != 3) return nullptr;
  const ListOf<Node> names(call->funcname);
  const bool of_catalog = names.size() == 1 || string_value(names[0]) == "pg_catalog";
  return of_catalog && string_value(names.back()) == "set_config" ? call : nullptr;
}

const A_Const* literal(const Node* node) {
  return node_as<A_Const>(without_casts(node), T_A_Const);
}

void emit(const FuncCall& call, Lowering& to) {
  Span span = to.whole();
  if (call.location >= 0 && to.verbatim()) {
    const auto begin = static_cast<std::size_t>(call.location);
    span = to.place(expression_range(to.text(), begin, begin, false));
  }
  const ListOf<Node> arguments(call.args);
  const A_Const* name = literal(arguments[0]);
  if (name == nullptr || name->isnull) {
    to.opaque(span, "set_config sets a parameter whose name is made at run time");
    return;
  }
  op::SetParameter parameter;
  parameter.parameter = parameter_name(string_value(&name->val), to);
  const A_Const* value = literal(arguments[1]);
  parameter.value_known = value != nullptr;
  if (value != nullptr && !value->isnull) {
    parameter.value = to.arena().copy(string_value(&value->val));
  }
  parameter.reset = value != nullptr && value->isnull;
  const A_Const* local = literal(arguments[2]);
  if (local == nullptr || local->isnull || local->val.node.type != T_Boolean) {
    // Whether it outlives the transaction is decided at run time.
    const std::string_view word =
        local == nullptr || local->isnull ? std::string_view() : string_value(&local->val);
    if (word.empty()) parameter.value_known = false;
    const bool is_true = is_word(word, "TRUE") || is_word(word, "T") || is_word(word, "ON");
    if (is_true) parameter.scope = op::SetParameter::Scope::local;
  } else if (local->val.boolval.boolval) {
    parameter.scope = op::SetParameter::Scope::local;
  }
  to.emit(span, parameter);
}

}  // namespace

bool emit_set_config(const SelectStmt& select, std::span<const FunctionCall> functions,
                     Lowering& to) {
  if (std::ranges::none_of(functions, is_set_config)) return false;
  std::size_t calls = 0;
  const ListOf<ResTarget> targets(select.targetList);
  for (const ResTarget* target : targets) {
    if (const FuncCall* call = set_config_call(*target)) {
      emit(*call, to);
      ++calls;
    }
  }
  if (calls == 0) {
    to.opaque(to.whole(), "set_config is called inside an expression or a sub-query");
  }
  return calls == targets.size() && calls > 0 && select.fromClause == nullptr;
}

}  // namespace miglint::postgres
