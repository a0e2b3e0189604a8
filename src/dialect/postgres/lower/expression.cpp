#include "dialect/postgres/lower/expression.h"

#include <algorithm>

#include "dialect/postgres/lower/conjunct.h"
#include "dialect/postgres/lower/names.h"

namespace miglint::postgres {
namespace {

Expression analyse(const Node* node, Lowering& to) {
  Expression result;
  if (const auto* constant = node_as<A_Const>(node, T_A_Const)) {
    // Most defaults are a bare literal.
    result.is_constant = true;
    result.is_null = constant->isnull;
    result.span = to.whole();
    if (constant->location >= 0 && to.verbatim()) {
      const auto begin = static_cast<std::size_t>(constant->location);
      std::size_t end = token_end(to.text(), begin);
      if (to.text()[begin] == '-') end = token_end(to.text(), skip_space(to.text(), end));
      result.span = to.place({begin, end});
    }
    return result;
  }
  Scopes scopes;
  Walk walk(to, scopes);
  walk.add(node, Scopes::none);
  result.span = expression_span(walk, to);
  result.columns = walk.columns(true);
  result.functions = walk.functions();
  result.relations = walk.relations();
  result.is_constant = walk.only_literals();
  result.is_null = result.is_constant && is_null_literal(node);
  result.has_subquery = walk.has_subquery();
  result.incomplete = walk.incomplete();
  return result;
}

}  // namespace

const Expression* value_expression(const Node* node, Lowering& to) {
  return node == nullptr ? nullptr : to.arena().make(analyse(node, to));
}

const Expression* condition_expression(const Node* node, Lowering& to) {
  if (node == nullptr) return nullptr;
  Expression result = analyse(node, to);
  result.not_null_columns = proven_not_null(node, to);
  result.conjuncts = conjuncts(node, to);
  return to.arena().make(result);
}

Span expression_span(const Walk& walk, Lowering& to) {
  if (walk.first_location() > walk.last_location() || !to.verbatim()) return to.whole();
  const auto begin = static_cast<std::size_t>(walk.first_location());
  const auto last = static_cast<std::size_t>(walk.last_location());
  if (last >= to.text().size()) return to.whole();
  return to.place(expression_range(to.text(), begin, last, walk.ends_in_type()));
}

const Node* without_casts(const Node* node) {
  while (const auto* cast = node_as<TypeCast>(node, T_TypeCast))
    node = cast->arg;
  return node;
}

bool is_literal(const Node* node) {
  node = without_casts(node);
  if (const auto* sign = node_as<A_Expr>(node, T_A_Expr);
      sign != nullptr && sign->kind == AEXPR_OP && sign->lexpr == nullptr) {
    node = without_casts(sign->rexpr);
  }
  if (node == nullptr) return false;
  if (const auto* array = node_as<A_ArrayExpr>(node, T_A_ArrayExpr)) {
    const ListOf<Node> elements(array->elements);
    return std::ranges::all_of(elements.begin(), elements.end(), [](const Node* element) {
      const Node* bare = without_casts(element);
      return bare != nullptr && tag(bare) == T_A_Const;
    });
  }
  return tag(node) == T_A_Const;
}

bool is_null_literal(const Node* node) {
  const auto* constant = node_as<A_Const>(without_casts(node), T_A_Const);
  return constant != nullptr && constant->isnull;
}

bool is_variable(const ColumnRef& reference, Lowering& to) {
  const auto variables = to.context().variables;
  if (variables.empty()) return false;
  const ListOf<Node> fields(reference.fields);
  const std::string_view first = string_value(fields[0]);
  if (std::ranges::find(variables, first) != variables.end()) return true;
  // The rows of a trigger function are declared nowhere.
  return fields.size() > 1 && (first == "new" || first == "old");
}

std::string_view column_reference(const Node* node, Lowering& to) {
  const auto* reference = node_as<ColumnRef>(node, T_ColumnRef);
  if (reference == nullptr || is_variable(*reference, to)) return {};
  return string_value(ListOf<Node>(reference->fields).back());
}

}  // namespace miglint::postgres
